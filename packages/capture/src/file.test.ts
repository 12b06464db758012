import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { buildPcap, ethernet, ipv4, udp } from '../fixtures/build-pcap.ts';
import { kernels } from '../fixtures/kernels.ts';
import { openCapture } from './file.ts';
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
    for await (const batch of readCapture(openCapture(path), kernels.typescript, { statistics })) packets += batch.count;
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
      for await (const batch of readCapture(source, kernels.typescript, { idle: 1 })) {
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
    const { loadKernels } = await import('${import.meta.resolve('@tunnelscope/core')}');
    const { openCapture } = await import('${new URL('file.ts', import.meta.url)}');
    const { readCapture } = await import('${new URL('read.ts', import.meta.url)}');
    let packets = 0;
    for await (const batch of readCapture(openCapture('-'), await loadKernels('typescript'), { idle: 1 })) {
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

describe('a file that still grows', () => {
  /** Follows a file until a number of packets has come, then closes it. */
  async function follow(path: string, packets: number, written: (packets: number) => void) {
    const source = openCapture(path, { follow: true });
    let count = 0;
    for await (const batch of readCapture(source, kernels.typescript, { idle: 1 })) {
      count += batch.count;
      if (count >= packets) source.close();
      else written(count);
    }
    return count;
  }

  const middle = 24 + 500 * (16 + DATA.length) + 5;

  test('is read as it grows, also when a record comes in two parts, and left without an error', async () => {
    const path = join(folder, 'growing.pcap');
    writeFileSync(path, PCAP.subarray(0, middle));
    const counts: number[] = [];
    const packets = await follow(path, 1000, (count) => {
      counts.push(count);
      appendFileSync(path, PCAP.subarray(middle));
    });
    expect([counts, packets]).toEqual([[500], 1000]);
  });

  test('may be empty at first', async () => {
    const path = join(folder, 'empty-at-first.pcap');
    writeFileSync(path, '');
    setTimeout(() => appendFileSync(path, PCAP), 30);
    expect(await follow(path, 1000, () => {})).toBe(1000);
  });

  test.each([
    ['gzip', gzipSync(PCAP, { level: 0 })],
    ['zstd', Buffer.concat([zstdCompressSync(PCAP.subarray(0, middle)), zstdCompressSync(PCAP.subarray(middle))])],
  ])('compressed with %s, is read as far as its data allow', async (name, bytes) => {
    const path = join(folder, `growing.${name}`);
    const part = name === 'zstd' ? zstdCompressSync(PCAP.subarray(0, middle)).length : 20_000;
    writeFileSync(path, bytes.subarray(0, part));
    let rest: Uint8Array | null = bytes.subarray(part);
    const packets = await follow(path, 1000, (count) => {
      expect(count).toBeGreaterThan(0);
      if (rest) appendFileSync(path, rest);
      rest = null;
    });
    expect(packets).toBe(1000);
  });

  test.each<[string, (path: string) => void, string]>([
    ['cut', (path) => truncateSync(path, 100), `a file cut to 100 bytes after ${middle} of it were read`],
    ['removed', (path) => rmSync(path), 'that the file was removed'],
    [
      'replaced',
      (path) => {
        writeFileSync(`${path}.new`, PCAP);
        renameSync(`${path}.new`, path);
      },
      'another file in its place',
    ],
  ])('and is %s: an error says so, after what was read', async (name, harm, found) => {
    const path = join(folder, `${name}.pcap`);
    writeFileSync(path, PCAP.subarray(0, middle));
    const counts: number[] = [];
    const reading = follow(path, 1000, (count) => {
      counts.push(count);
      harm(path);
    });
    await expect(reading).rejects.toMatchObject({ kind: 'unreadable', file: path, offset: middle, found });
    expect(counts).toEqual([500]);
  });
});

test('a large file leaves the event loop its turns', async () => {
  const path = join(folder, 'large.pcap');
  writeFileSync(path, PCAP.subarray(0, 24));
  for (let part = 0; part < 300; part++) appendFileSync(path, PCAP.subarray(24));
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  let packets = 0;
  for await (const batch of readCapture(openCapture(path), kernels.typescript)) packets += batch.count;
  clearInterval(timer);
  expect(packets).toBe(300_000);
  expect(turns).toBeGreaterThan(0);
});
