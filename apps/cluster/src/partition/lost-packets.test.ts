import { expect, test } from 'vitest';
import { LostPackets } from './lost-packets.ts';

test('verdicts of the two minutes after a loss say what was lost, and of which tap', () => {
  const lost = new LostPackets();
  lost.add({ tap: 'west', packets: 3, from: 1000, to: 2000 });
  lost.add({ tap: 'west', packets: 4, from: 3000, to: 3000 });
  lost.add({ tap: 'east', packets: null, from: 3000, to: 3000 });
  expect(lost.total).toBe(7);
  expect(lost.warnings(500)).toEqual([]);
  expect(lost.warnings(10_000)).toEqual(['tap west dropped 7 packets in these two minutes', 'messages of tap east are missing in these two minutes']);
  expect(lost.warnings(122_500)).toEqual(['tap west dropped 4 packets in these two minutes', 'messages of tap east are missing in these two minutes']);
  expect(lost.warnings(123_001)).toEqual([]);
});
