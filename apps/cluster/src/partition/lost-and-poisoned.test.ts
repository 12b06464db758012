import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteWriter } from '../message/byte-writer.ts';
import { MessageError, VersionError } from '../message/message-error.ts';
import { writeLost } from '../message/step-form.ts';
import { encodeMessage } from '../sense/encode-message.ts';
import { messagesOf } from './messages-of.fixture.ts';
import { create, recordedBatches } from './recorded-stream.fixture.ts';

const batches = await recordedBatches('L_live10_wg.csv.gz');
const sent = messagesOf(batches, 'west', 1, { every: 4 });

describe('packets that a tap dropped', () => {
  test('are told with the verdicts of that time, and no others', () => {
    const partition = create(0, null);
    const before = sent.flatMap(({ bytes }) => partition.take('west', bytes));
    const verdicts = before.filter(({ kind }) => kind === 'verdict');
    expect(verdicts.length).toBeGreaterThan(1);
    expect(verdicts.some((line) => 'warnings' in line)).toBe(false);
    const first = Date.parse(verdicts[0]!.time);
    const last = Date.parse(verdicts.at(-1)!.time);
    expect(last - first).toBeGreaterThan(2000);

    const lossy = create(0, null);
    const out = new ByteWriter();
    const [from, to] = [first + 1000, first + 2000];
    writeLost(out, from, { packets: 7, from, to });
    const told = encodeMessage({ finite: false, run: 1, sequence: 1, fingerprint: new Uint8Array(8), time: from }, out.take());
    const after = [...lossy.take('east', told), ...sent.flatMap(({ bytes }) => lossy.take('west', bytes))].filter(({ kind }) => kind === 'verdict');
    expect(after.map(({ time }) => time)).toEqual(verdicts.map(({ time }) => time));
    for (const line of after) {
      const time = Date.parse(line.time);
      expect('warnings' in line ? line.warnings : null).toEqual(from <= time && to >= time - 120_000 ? ['tap east dropped 7 packets in these two minutes'] : null);
    }
    expect(after.some((line) => 'warnings' in line)).toBe(true);
    expect(after.every((line) => 'warnings' in line)).toBe(false);
    expect(lossy.summary.lost).toBe(7);
  });
});

describe('a message that makes no sense', () => {
  const half = sent.length >> 1;

  test('is refused, and nothing has changed', () => {
    const partition = create(0, null);
    for (const { bytes } of sent.slice(0, half)) partition.take('west', bytes);
    const before = partition.snapshot();
    const next = sent[half]!.bytes;
    fc.assert(
      fc.property(fc.nat(next.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (place, change, cut) => {
        const bytes = cut ? next.slice(0, place) : next.slice();
        if (!cut) bytes[place] = bytes[place]! ^ change;
        const trial = create(0, before);
        try {
          trial.take('west', bytes);
        } catch (error) {
          expect(error instanceof MessageError || error instanceof VersionError).toBe(true);
          expect(Buffer.compare(trial.snapshot(), before)).toBe(0);
        }
      }),
      { numRuns: 300 },
    );
    // Rows of flows that this tap has never described.
    expect(() => partition.take('other', next)).toThrow(MessageError);
    expect(Buffer.compare(partition.snapshot(), before)).toBe(0);
    for (const { bytes } of sent.slice(half)) partition.take('west', bytes);
    expect(partition.summary.packets).toBe(batches.reduce((sum, { count }) => sum + count, 0));
  });
});
