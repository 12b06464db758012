import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inflateAll } from '../../fixtures/inflate-all.ts';
import { CaptureError } from '../errors.ts';
import { gunzip } from '../file.ts';

describe('gunzip', () => {
  const noise = Uint8Array.from({ length: 300_000 }, (_, index) => Math.imul(index * index, 0x9e3779b1) >>> 24);
  const member = gzipSync(noise);

  test.each([undefined, 1, 4096])('several members, in pieces of %s bytes', async (pieces) => {
    const small = gzipSync('first');
    const { bytes, error } = await inflateAll(gunzip, Buffer.concat([small, gzipSync(''), gzipSync('last')]), pieces);
    expect([bytes.toString(), error]).toEqual(['firstlast', null]);
  });

  test('comes out whole, in pieces of bounded size', async () => {
    const bomb = gzipSync(new Uint8Array(20_000_000));
    const { bytes, largest, error } = await inflateAll(gunzip, bomb);
    expect([bytes.length, error]).toEqual([20_000_000, null]);
    expect(largest).toBeLessThanOrEqual(64 * 1024);
    const both = await inflateAll(gunzip, Buffer.concat([member, member]), 10_000);
    expect(both.bytes.equals(Buffer.concat([noise, noise]))).toBe(true);
  });

  test('zeros behind it are padding, anything else is corrupt', async () => {
    expect(await inflateAll(gunzip, Buffer.concat([member, Buffer.alloc(5000)]))).toMatchObject({ error: null });
    expect(await inflateAll(gunzip, Buffer.concat([member, Buffer.alloc(5000)]), 100)).toMatchObject({ error: null });
    for (const pieces of [undefined, 100]) {
      const { error } = await inflateAll(gunzip, Buffer.concat([member, Buffer.alloc(500), Buffer.from('more')]), pieces);
      expect(error).toMatchObject({ kind: 'corrupt', offset: member.length + 500 });
      expect((await inflateAll(gunzip, Buffer.concat([member, Buffer.from('garbage')]), pieces)).error).toMatchObject({ kind: 'corrupt' });
    }
  });

  test('cut anywhere it is truncated, after all that could be made of it', async () => {
    const text = gzipSync('a line of text\n'.repeat(20), { level: 0 });
    for (let length = 0; length < text.length; length++) {
      const { bytes, error } = await inflateAll(gunzip, text.subarray(0, length));
      expect(error).toMatchObject({ kind: 'truncated', file: 'x', offset: length });
      expect(bytes.length).toBe(Math.min(300, Math.max(0, length - 15)));
    }
  });

  test('a flipped bit is corrupt, and at most 1/16 of what came before is lost', async () => {
    const wrong = Buffer.from(member);
    wrong[200_000]! ^= 4;
    const { bytes, error } = await inflateAll(gunzip, wrong);
    expect(error).toBeInstanceOf(CaptureError);
    expect(error).toMatchObject({ kind: 'corrupt', file: 'x' });
    expect(bytes.length).toBeGreaterThan(150_000);
    expect(bytes.subarray(0, 150_000).equals(Buffer.from(noise.subarray(0, 150_000)))).toBe(true);
  });
});
