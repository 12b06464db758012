import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { buildPcap, ethernet, ipv4, udp } from '../fixtures/build-pcap.ts';
import { inPieces } from '../fixtures/read-all.ts';
import { CaptureError } from './errors.ts';
import { gunzip, openCapture } from './file.ts';
import { readCapture } from './read.ts';
import { createStatistics } from './statistics.ts';

const folder = mkdtempSync(join(tmpdir(), 'capture-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DATA = ethernet(ipv4({ payload: udp(5000, 443, 10) }));
const PCAP = buildPcap(Array.from({ length: 1000 }, (_, second) => ({ second, fraction: 0, data: DATA })));

describe('openCapture', () => {
  async function count(path: string) {
    const statistics = createStatistics();
    let packets = 0;
    for await (const batch of readCapture(openCapture(path), { statistics })) packets += batch.count;
    return { packets, statistics };
  }

  test('a file, whatever its name', async () => {
    const path = join(folder, 'capture.txt');
    const stored = gzipSync(PCAP);
    writeFileSync(path, stored);
    const { packets, statistics } = await count(path);
    expect(packets).toBe(1000);
    expect(statistics).toMatchObject({ bytesRead: stored.length, bytesTotal: stored.length, offset: PCAP.length });
  });

  test('what cannot be read', async () => {
    await expect(count(join(folder, 'none'))).rejects.toMatchObject({ kind: 'unreadable', found: expect.stringContaining('ENOENT') });
    await expect(count(folder)).rejects.toMatchObject({ kind: 'unreadable', found: expect.stringContaining('EISDIR') });
  });

  test('an empty file', async () => {
    const path = join(folder, 'empty');
    writeFileSync(path, '');
    await expect(count(path)).rejects.toMatchObject({ kind: 'truncated', file: path, found: 'an empty input' });
  });

  test('a named pipe, left while its writer holds it open', async () => {
    const path = join(folder, 'pipe');
    execFileSync('sh', ['-c', `mkfifo '${path}'`]);
    const writer = spawn('sh', ['-c', `{ cat; sleep 60; } > '${path}'`], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    try {
      writer.stdin.end(PCAP);
      const source = openCapture(path);
      let packets = 0;
      for await (const batch of readCapture(source, { idle: 1 })) {
        packets += batch.count;
        if (packets === 1000) source.close();
      }
      expect(packets).toBe(1000);
      expect(source.closed).toBe(true);
    } finally {
      process.kill(-writer.pid!);
    }
  });
});

describe('standard input', () => {
  const script = `
    const { openCapture } = await import('${new URL('file.ts', import.meta.url)}');
    const { readCapture } = await import('${new URL('read.ts', import.meta.url)}');
    let packets = 0;
    for await (const batch of readCapture(openCapture('-'), { idle: 1 })) {
      packets += batch.count;
      if (process.argv[1] === 'leave' && packets === 1000) break;
    }
    console.log(packets);`;

  test('is read to its end', () => {
    const stdout = execFileSync(process.execPath, ['--input-type=module', '-e', script], { input: gzipSync(PCAP) });
    expect(stdout.toString()).toBe('1000\n');
  });

  test('is left while its writer holds it open, and the program ends', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, 'leave'], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.write(PCAP);
    let stdout = '';
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect([code, stdout]).toEqual([0, '1000\n']);
  });
});

describe('gunzip', () => {
  const noise = Uint8Array.from({ length: 300_000 }, (_, index) => Math.imul(index * index, 0x9e3779b1) >>> 24);
  const member = gzipSync(noise);

  async function inflate(bytes: Uint8Array, pieces?: number): Promise<{ bytes: Buffer; largest: number; error: unknown }> {
    const chunks: Uint8Array[] = [];
    let error: unknown = null;
    try {
      for await (const chunk of gunzip(inPieces(bytes, pieces), 'x.gz')) chunks.push(chunk);
    } catch (thrown) {
      error = thrown;
    }
    return { bytes: Buffer.concat(chunks), largest: Math.max(0, ...chunks.map((chunk) => chunk.length)), error };
  }

  test.each([undefined, 1, 4096])('several members, in pieces of %s bytes', async (pieces) => {
    const small = gzipSync('first');
    const { bytes, error } = await inflate(Buffer.concat([small, gzipSync(''), gzipSync('last')]), pieces);
    expect([bytes.toString(), error]).toEqual(['firstlast', null]);
  });

  test('comes out whole, in pieces of bounded size', async () => {
    const bomb = gzipSync(new Uint8Array(20_000_000));
    const { bytes, largest, error } = await inflate(bomb);
    expect([bytes.length, error]).toEqual([20_000_000, null]);
    expect(largest).toBeLessThanOrEqual(64 * 1024);
    const both = await inflate(Buffer.concat([member, member]), 10_000);
    expect(both.bytes.equals(Buffer.concat([noise, noise]))).toBe(true);
  });

  test('zeros behind it are padding, anything else is corrupt', async () => {
    expect(await inflate(Buffer.concat([member, Buffer.alloc(5000)]))).toMatchObject({ error: null });
    expect(await inflate(Buffer.concat([member, Buffer.alloc(5000)]), 100)).toMatchObject({ error: null });
    for (const pieces of [undefined, 100]) {
      const { error } = await inflate(Buffer.concat([member, Buffer.alloc(500), Buffer.from('more')]), pieces);
      expect(error).toMatchObject({ kind: 'corrupt', offset: member.length + 500 });
      expect((await inflate(Buffer.concat([member, Buffer.from('garbage')]), pieces)).error).toMatchObject({ kind: 'corrupt' });
    }
  });

  test('cut anywhere it is truncated, after all that could be made of it', async () => {
    const text = gzipSync('a line of text\n'.repeat(20), { level: 0 });
    for (let length = 0; length < text.length; length++) {
      const { bytes, error } = await inflate(text.subarray(0, length));
      expect(error).toMatchObject({ kind: 'truncated', file: 'x.gz', offset: length });
      expect(bytes.length).toBe(Math.min(300, Math.max(0, length - 15)));
    }
  });

  test('a flipped bit is corrupt, and at most 1/16 of what came before is lost', async () => {
    const wrong = Buffer.from(member);
    wrong[200_000]! ^= 4;
    const { bytes, error } = await inflate(wrong);
    expect(error).toBeInstanceOf(CaptureError);
    expect(error).toMatchObject({ kind: 'corrupt', file: 'x.gz' });
    expect(bytes.length).toBeGreaterThan(150_000);
    expect(bytes.subarray(0, 150_000).equals(Buffer.from(noise.subarray(0, 150_000)))).toBe(true);
  });
});
