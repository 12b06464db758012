import { expect, test } from 'vitest';
import { streamed } from './streamed.ts';

test.each([0, 1])('whoever leaves after %i pieces is told of, once', async (pieces) => {
  const ended: string[] = [];
  async function* bytes() {
    try {
      for (;;) yield new Uint8Array(1);
    } finally {
      ended.push('bytes');
    }
  }
  const reader = streamed(bytes(), async () => void ended.push('left')).getReader();
  for (let i = 0; i < pieces; i++) await reader.read();
  await reader.cancel();
  // A generator that never began has nothing to end.
  expect(ended).toEqual(pieces === 0 ? ['left'] : ['bytes', 'left']);
});
