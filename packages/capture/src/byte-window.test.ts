import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteWindow } from './byte-window.ts';

test('whatever the chunks and however much is taken, the bytes and their offsets stay in order', () => {
  const step = fc.record({ chunk: fc.integer({ min: 0, max: 50_000 }), take: fc.double({ min: 0, max: 1, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const window = new ByteWindow();
      let arrived = 0;
      let taken = 0;
      for (const { chunk, take } of steps) {
        window.append(Uint8Array.from({ length: chunk }, (_, index) => (arrived + index) % 251));
        arrived += chunk;
        expect(window.length).toBe(arrived - taken);
        const count = Math.floor(take * window.length);
        for (let index = 0; index < count; index++) {
          if (window.bytes[window.start + index] !== (taken + index) % 251) throw new Error(`byte ${taken + index} differs`);
        }
        expect(window.offset()).toBe(taken);
        window.start += count;
        taken += count;
        expect(window.offset()).toBe(taken);
      }
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('a chunk that meets an empty window is not copied', () => {
  const window = new ByteWindow();
  const chunk = Uint8Array.of(1, 2, 3);
  window.append(chunk);
  expect(window.bytes).toBe(chunk);
});

test('a record of a megabyte in single bytes leaves a buffer of a few megabytes', () => {
  const window = new ByteWindow();
  for (let count = 0; count < 1 << 20; count++) window.append(Uint8Array.of(count & 255));
  expect(window.length).toBe(1 << 20);
  expect(window.bytes.length).toBeLessThanOrEqual(4 << 20);
});
