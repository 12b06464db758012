import { expect, test } from 'vitest';
import { readFrame, writeFrame } from './frame.ts';

const frame = () => writeFrame('{"a":"ü"}', 16, (area) => area.fill(7));

test('lays header and sections out as documented', () => {
  const bytes = frame();
  expect(bytes.length).toBe(24 + 16 + 16 + 32);
  expect(new TextDecoder().decode(bytes.subarray(24, 40))).toBe('{"a":"ü"}      ');
  const { header, headerStart, start, end, hash } = readFrame(bytes);
  expect([JSON.parse(header), headerStart, start, end]).toEqual([{ a: 'ü' }, 24, 40, 56]);
  expect(Array.from(bytes.subarray(start, end))).toEqual(new Array(16).fill(7));
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
});

/** The frame with a change, its hash made right again. */
function changed(change: (view: DataView) => void): Uint8Array {
  const bytes = frame();
  change(new DataView(bytes.buffer));
  try {
    readFrame(bytes);
  } catch (error) {
    const digest = /found ([0-9a-f]{64})$/.exec((error as Error).message)?.[1];
    if (digest) bytes.set(digest.match(/../g)!.map((pair) => Number.parseInt(pair, 16)), bytes.length - 32);
  }
  return bytes;
}

test.each([
  ['magic at byte 0: expected a model file (8954534d0d0a1a0a), found an empty file', new Uint8Array(0)],
  ['magic at byte 0', new TextEncoder().encode('time,size,direction\n'.repeat(9))],
  ['length at byte 55: expected at least 56 bytes, found 55', frame().subarray(0, 55)],
  ['length at byte 16: expected 88 bytes, found 80', frame().subarray(0, 80)],
  ['length at byte 16: expected 88 bytes, found 96', Uint8Array.from([...frame(), ...new Uint8Array(8)])],
  ['SHA-256 of the content at byte 56', frame().fill(8, 50, 51)],
  ['header length at byte 12: expected a multiple of 8 up to 32, found 40', changed((view) => view.setUint32(12, 40, true))],
  ['header length at byte 12: expected a multiple of 8 up to 32, found 15', changed((view) => view.setUint32(12, 15, true))],
])('refuses as corrupt: %s', (message, bytes) => {
  expect(() => readFrame(bytes)).toThrow(expect.objectContaining({ kind: 'corrupt', message: expect.stringContaining(message) }));
});

test('refuses another version as unsupported', () => {
  const newer = changed((view) => view.setUint32(8, 3, true));
  expect(() => readFrame(newer)).toThrow(
    expect.objectContaining({ kind: 'unsupported', message: 'version at byte 8: expected 2, found 3' }),
  );
});
