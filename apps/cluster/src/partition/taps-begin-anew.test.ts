import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MessageError } from '../message/message-error.ts';
import { BEGIN, MadeTap } from './made-tap.fixture.ts';
import { create } from './recorded-stream.fixture.ts';

/** A partition and what was put into it. */
function made() {
  const partition = create(0, null);
  return { partition, put: (tap: MadeTap) => partition.take(tap.name, tap.message()) };
}

describe('a tap begins anew while another one is waited for', () => {
  test('rows of a flow that only the run before has named have their time first', () => {
    const { partition, put } = made();
    const [a, b] = [new MadeTap('a'), new MadeTap('b')];
    put(a.send(1, 0, 1000).sweep(1000));
    put(b.send(2, 0, 1000).sweep(1000));
    put(a.send(3, 1000, 2000).sweep(2000).send(3, 2000, 3000).sweep(3000));
    put(a.beginAnew().send(1, 3500, 4000).sweep(4000));
    put(b.send(2, 1000, 5000).sweep(5000));
    put(a.send(1, 4000, 5000).sweep(5000));
    expect(partition.summary).toMatchObject({ packets: a.packets + b.packets, late: 0, flows: 3, now: BEGIN + 5000 });
  });

  test('the end of the run before is not its own', () => {
    const { partition, put } = made();
    const [a, b] = [new MadeTap('a', { finite: true }), new MadeTap('b', { finite: true })];
    put(a);
    put(b);
    put(b.send(2, 0, 1000).sweep(1000));
    put(a.send(1, 0, 1000).sweep(1000).send(1, 1000, 2000).sweep(2000).send(1, 2000, 3000).end(3000));
    put(a.beginAnew());
    put(b.send(2, 1000, 3000).sweep(3000));
    put(b.send(2, 3000, 4000).sweep(4000).end(4000));
    const ends = [];
    for (let second = 6; second < 30; second++) ends.push(...put(a.send(second, 1000 * second, 1000 * second + 1000).sweep(1000 * second + 1000)));
    ends.push(...put(a.end(30_000)));
    // Two of the runs before, and those of the new one.
    expect(ends.filter(({ kind }) => kind === 'end')).toHaveLength(26);
    expect(partition.summary).toMatchObject({ packets: a.packets + b.packets, late: 0, lost: 0, flows: 0 });
  });

  test('the stream has ended when all runs before have, though one has begun anew', () => {
    const { partition, put } = made();
    const [a, b] = [new MadeTap('a', { finite: true }), new MadeTap('b', { finite: true })];
    put(a);
    put(b);
    put(b.send(1, 0, 1000).sweep(1000).end(1500));
    const both = [...put(a.send(1, 0, 1000).sweep(1000).send(1, 1000, 2000).end(2000)), ...put(a.beginAnew().send(1, 0, 1000).sweep(1000))];
    expect(both.filter(({ kind }) => kind === 'end')).toMatchObject([{ reason: 'capture ended', packets: 300 }]);
    expect(put(a.end(1000))).toMatchObject([{ kind: 'end', reason: 'capture ended', packets: 100 }]);
    expect(partition.summary).toMatchObject({ packets: 400, late: 0 });
  });

  test('whatever taps do: every packet is counted, and where it was restored makes no difference', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(9), fc.nat(3)), { minLength: 40, maxLength: 150 }), fc.nat(12), (deeds, restoring) => {
        const taps = ['a', 'b', 'c'].map((name, i) => ({ tap: new MadeTap(name, { finite: i === 2 }), second: 0 }));
        const messages: [tap: string, bytes: Uint8Array][] = [];
        const say = ({ tap }: (typeof taps)[number]) => messages.push([tap.name, tap.message()]);
        for (const [who, deed, host] of deeds) {
          const one = taps[who]!;
          const at = 1000 * one.second;
          if (deed < 6) {
            one.tap.send(host, at, at + 1000, 100).sweep(at + 1000);
            one.second++;
          } else if (deed === 6) one.tap.evict(host);
          else if (deed === 7) {
            one.tap.end(at);
            say(one);
            one.tap.beginAnew();
          } else if (deed === 8) {
            say(one);
            one.tap.beginAnew();
          } else one.tap.setBack();
          if (deed % 2 === 0) say(one);
        }
        for (const one of taps) {
          one.tap.end(1000 * one.second);
          say(one);
        }
        const play = (restores: boolean) => {
          let partition = create(0, null);
          const lines = messages.flatMap(([tap, bytes], i) => {
            if (restores && i % 13 === restoring) partition = create(0, partition.snapshot());
            return partition.take(tap, bytes);
          });
          return { lines, snapshot: Buffer.from(partition.snapshot()).toString('base64'), ...partition.summary };
        };
        const played = play(false);
        expect(played.packets).toBe(taps.reduce((sum, { tap }) => sum + tap.packets, 0));
        expect(played.flows).toBe(0);
        expect(play(true)).toEqual(played);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a tap that is not heard of again', () => {
  test('reads a file: an interface is not kept waiting for it', () => {
    const { partition, put } = made();
    const [a, b] = [new MadeTap('a', { finite: true }), new MadeTap('b')];
    put(a.send(1, 0, 1000).sweep(1000));
    for (let second = 0; second < 100; second++) put(b.send(2, 1000 * second, 1000 * second + 1000).sweep(1000 * second + 1000));
    expect(partition.summary).toMatchObject({ packets: a.packets + b.packets, now: BEGIN + 100_000, late: 0 });
  });

  test('reads a file beside another file, which waits for it, but not with everything', () => {
    const { partition, put } = made();
    const [a, b] = [new MadeTap('a', { finite: true }), new MadeTap('b', { finite: true })];
    put(a.send(1, 0, 1000).sweep(1000));
    for (let second = 0; second < 1100; second++) {
      put(b.send(2, 1000 * second, 1000 * second + 1000, 1).sweep(1000 * second + 1000));
      if (second === 500) expect(partition.summary.now).toBe(BEGIN + 1000);
    }
    expect(partition.summary.packets).toBeGreaterThan(90_000);
    expect(b.packets + a.packets - partition.summary.packets).toBeLessThan(1_002_000);
  });

  test('was an hour ahead: others are waited for no longer, and their time is the partition\'s again after a minute of it', () => {
    const { partition, put } = made();
    const [a, b] = [new MadeTap('a'), new MadeTap('b')];
    put(b.send(2, -1000, 0).sweep(0));
    put(a.send(1, 3_600_000, 3_601_000).sweep(3_601_000));
    const lines = [];
    for (let second = 0; second < 200; second++) lines.push(...put(b.send(2, 1000 * second, 1000 * second + 1000).sweep(1000 * second + 1000)));
    expect(partition.summary).toMatchObject({ packets: a.packets + b.packets, now: BEGIN + 200_000 });
    const verdicts = lines.filter(({ kind }) => kind === 'verdict').map(({ time }) => Date.parse(time) - BEGIN);
    expect(verdicts.length).toBeGreaterThan(0);
    expect(Math.max(...verdicts)).toBeLessThan(200_000);
  });
});

test('a tap that comes to a running stream is not late', () => {
  const { partition, put } = made();
  const [a, b] = [new MadeTap('a'), new MadeTap('b')];
  for (let second = 0; second < 10; second++) put(a.send(1, 1000 * second, 1000 * second + 1000).sweep(1000 * second + 1000));
  put(b.send(2, 10_300, 11_000));
  put(a.send(1, 10_000, 11_000).sweep(11_000));
  put(b.sweep(11_000).send(2, 11_000, 12_000).sweep(12_000));
  put(a.send(1, 11_000, 12_000).sweep(12_000));
  expect(partition.summary).toMatchObject({ packets: a.packets + b.packets, late: 0 });
});

test('rows of a flow that has ended are refused, and nothing has changed', () => {
  const { partition, put } = made();
  const a = new MadeTap('a');
  put(a.send(1, 0, 500));
  const before = partition.snapshot();
  expect(() => put(a.send(1, 500, 1000).evictOnly(1).sweep(1000).send(1, 1000, 2000).sweep(2000))).toThrow(MessageError);
  expect(Buffer.compare(partition.snapshot(), before)).toBe(0);
});
