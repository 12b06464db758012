import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { describe, expect, test } from 'vitest';
import { decodeMessage } from '../message/decode-message.ts';
import { messagesOf, type Sent } from './messages-of.fixture.ts';
import { create, oneDirection, packetsOf, recordedBatches } from './recorded-stream.fixture.ts';

const batches = await recordedBatches('L_live10_wg.csv.gz');
const [east, west] = [1, 0].map((fromA) => batches.map((batch) => oneDirection(batch, fromA as 0 | 1))) as [CaptureBatch[], CaptureBatch[]];
const count = (of: readonly CaptureBatch[]) => of.reduce((sum, batch) => sum + batch.count, 0);
const later = (of: readonly CaptureBatch[], ms: number) => of.map((batch) => ({ ...packetsOf(batch), time: packetsOf(batch).time.map((time) => time + ms) }));
// Some steps a message, as taps make them that do not let it wait.
const live = { every: 3, finite: false, hello: true };
const replayed = { ...live, finite: true };
/** Everything is of one partition here. */
const said = (of: readonly CaptureBatch[], tap: string, options: Parameters<typeof messagesOf>[3] = live) => messagesOf(of, tap, 1, options);

function take(sent: readonly Sent[], partition = create(0, null)) {
  const lines = sent.flatMap(({ tap, bytes }) => partition.take(tap, bytes));
  return { partition, lines };
}

/** As they come to a server from taps that watch the same minutes. */
function asLived(one: readonly Sent[], other: readonly Sent[]): Sent[] {
  const all = [...one, ...other].map((sent) => ({ sent, ...decodeMessage(sent.bytes).header }));
  return all.sort((x, y) => x.time - y.time || x.sequence - y.sequence).map(({ sent }) => sent);
}

/** The place of the first message that has come so far. */
const half = (sent: readonly Sent[], part = 0.5) => Math.floor(sent.length * part);

describe('two taps', () => {
  test.each([-1000, -137, 500, 1000])('with clocks %i ms apart: every packet is counted, none is late', (difference) => {
    const [one, other] = [said(east, 'east', replayed), said(later(west, difference), 'west', replayed)];
    const { partition, lines } = take(asLived(one, other));
    const end = lines.find(({ kind }) => kind === 'end');
    expect(lines.filter(({ kind }) => kind === 'end')).toHaveLength(1);
    // The stream ends with the last packet of whichever tap.
    const last = Math.max(...[...east, ...later(west, difference)].map((batch) => batch.time.at(-1) ?? 0));
    expect(end).toMatchObject({ packets: count(batches), time: new Date(last).toISOString() });
    expect(partition.summary).toMatchObject({ packets: count(east) + count(west), late: 0, lost: 0 });
  });

  test('that send the same minutes again in new runs are judged again', () => {
    const run = (number: number) => asLived(said(east, 'east', { ...replayed, run: number }), said(west, 'west', { ...replayed, run: number }));
    const { lines, partition } = take([...run(1), ...run(2)]);
    const first = take(run(1)).lines;
    expect(first.length).toBeGreaterThan(1);
    expect(lines).toEqual([...first, ...first]);
    expect(partition.summary).toMatchObject({ packets: 2 * count(batches), late: 0 });
  });

  test('of which one falls silent: the other is waited for no longer than 10 s of the stream, and what comes later is late, not lost', () => {
    const [one, other] = [said(east, 'east'), said(west, 'west')];
    const all = asLived(one, other);
    const early = all.splice(0, half(all));
    const [laterEast, laterWest] = ['east', 'west'].map((name) => all.filter(({ tap }) => tap === name)) as [Sent[], Sent[]];
    const { partition, lines: first } = take(early);
    const before = partition.summary;
    // West says nothing more; east goes on to its end.
    const ending = laterEast.splice(-1);
    const second = take(laterEast, partition).lines;
    expect(partition.summary.now! - before.now!).toBeGreaterThan(60_000);
    // What west said before it had told of its time once, at the very beginning, was not waited for.
    expect(partition.summary.late).toBe(before.late);
    const third = take([...laterWest, ...ending], partition).lines;
    expect(partition.summary.late).toBeGreaterThan(before.late);
    expect(partition.summary.packets).toBe(count(batches));
    const lines = [...first, ...second, ...third];
    // Whatever flow it is of, its events are numbered without a gap.
    expect(lines.map(({ number }) => number)).toEqual(lines.map((_, i) => i));
    expect(lines.at(-1)).toMatchObject({ kind: 'end', packets: count(batches) });
  });

  test('a snapshot holds what waits of both', () => {
    const [one, other] = [said(east, 'east'), said(west, 'west')];
    const all = asLived(one, other);
    const wanted = take(all).lines;
    for (let cut = 1; cut < all.length; cut += 37) {
      const before = take(all.slice(0, cut));
      const snapshot = before.partition.snapshot();
      const restored = create(0, snapshot);
      expect(Buffer.compare(restored.snapshot(), snapshot)).toBe(0);
      expect([...before.lines, ...take(all.slice(cut), restored).lines]).toEqual(wanted);
    }
  });
});

describe('evicted flows', () => {
  const evicting = (of: readonly CaptureBatch[]) => of.map((batch, i) => (i === of.length - 1 ? { ...packetsOf(batch), evictedFlows: [0] } : batch));

  test('end with the only tap that names them', () => {
    const { lines, partition } = take(said(evicting(batches), 'east'));
    expect(lines.filter(({ kind }) => kind === 'end')).toMatchObject([{ reason: 'evicted', packets: count(batches) }]);
    expect(partition.summary.flows).toBe(0);
  });

  test('of one of two taps go on, until the other names them no more either', () => {
    const ends = (sent: readonly Sent[]) => take(sent).lines.filter(({ kind }) => kind === 'end').map((line) => ('reason' in line ? line.reason : null));
    const other = said(west, 'west');
    const end = other.splice(-1);
    expect(ends([...asLived(said(evicting(east), 'east'), other), ...end])).toEqual(['capture ended']);
    expect(ends(asLived(said(evicting(east), 'east'), said(evicting(west), 'west')))).toEqual(['evicted']);
  });
});

test('one of two taps begins anew, with an earlier time, while the other goes on', () => {
  const [one, other] = [said(east, 'east', replayed), said(west, 'west', replayed)];
  const again = said(later(west, -60_000), 'west', { ...replayed, run: 2 });
  const all = asLived(one, other);
  const cut = half(all);
  const { partition, lines } = take([...all.slice(0, cut), ...asLived(all.slice(cut).filter(({ tap }) => tap === 'east'), again)]);
  expect(lines.map(({ number }) => number)).toEqual(lines.map((_, i) => i));
  expect(lines.at(-1)).toMatchObject({ kind: 'end', reason: 'capture ended' });
  expect(partition.summary.late).toBeGreaterThan(0);
});

test('a tap that begins a new run without an end goes on with the flows that it had', () => {
  const first = said(batches, 'east', { every: 20, finite: false });
  const { lines, partition } = take(first.slice(0, half(first)));
  const { packets } = partition.summary;
  expect(packets).toBeGreaterThan(0);
  // The same minutes once more, two hours later.
  const again = said(later(batches, 7_200_000), 'east', { every: 20, finite: false, run: 2 });
  const more = take(again, partition).lines;
  const ends = [...lines, ...more].filter(({ kind }) => kind === 'end');
  expect(ends).toMatchObject([{ reason: 'idle', packets }, { reason: 'capture ended', packets: count(batches) }]);
  expect(partition.summary).toMatchObject({ packets: packets + count(batches), late: 0, flows: 0 });
});
