import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaptureError } from '@tunnelscope/capture/errors';
import { loadKernels } from '@tunnelscope/core';
import { afterAll, expect, test } from 'vitest';
import { loadCaptures } from './load.ts';
import { type ManifestCapture, ManifestError } from './manifest.ts';
import { recordedManifest, windowCounts, withCaptures } from './recorded-manifest.fixture.ts';

const kernels = await loadKernels('wasm');
const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-load-'));
afterAll(() => rmSync(folder, { recursive: true }));

const packets = withCaptures(await recordedManifest(), (file) => ['pair_live10_wg_p12.csv.gz', 'idle_ovpn.csv.gz'].includes(file)).captures;
const rows = withCaptures(await recordedManifest('manifest-second.csv'), (file) => file.startsWith('L_vod2')).captures;

function capture(name: string, text: string): ManifestCapture {
  const path = join(folder, name);
  writeFileSync(path, text);
  return { file: name, path, label: 'live', outcome: 'broadcast', columns: {} };
}

test('packet resolution leaves out captures without packets, and says how far it is', async () => {
  const progress: number[][] = [];
  const loaded = await loadCaptures([...packets, ...rows], { kernels, resolution: 'packet', onProgress: (...step) => progress.push(step) });
  expect(loaded.map(({ file, outcome, record }) => [file, outcome, record.resolution])).toEqual([
    ['idle_ovpn.csv.gz', 'other', 'packet'], ['pair_live10_wg_p12.csv.gz', 'broadcast', 'packet'],
  ]);
  expect(progress).toEqual([[1, 3], [2, 3], [3, 3]]);
  const { durationSeconds } = loaded[0]!.record;
  expect(windowCounts(loaded[0]!)).toEqual(['idle_ovpn.csv.gz', Math.floor(durationSeconds / 10), 1, Math.floor(durationSeconds / 30), Math.floor(durationSeconds / 60)]);
});

test('one-second resolution takes all, packets reduced to seconds', async () => {
  const loaded = await loadCaptures([...packets, ...rows], { kernels, resolution: 'second' });
  expect(loaded.map(({ file, record }) => [file, record.resolution])).toEqual([...packets, ...rows].map(({ file }) => [file, 'second']));
  expect(loaded[0]!.record.windows[0]!.liveness).toHaveLength(3);
});

test('a window length of its own comes beside those of training', async () => {
  const [loaded] = await loadCaptures(packets.slice(1), { kernels, resolution: 'packet', windowSeconds: 20 });
  const [plain] = await loadCaptures(packets.slice(1), { kernels, resolution: 'packet', windowSeconds: 30 });
  expect(loaded!.record.windows.filter(({ seconds }) => seconds !== 20)).toEqual(plain!.record.windows.filter(({ seconds }) => seconds !== 20));
  expect(windowCounts(loaded!)[2]).toBe(Math.floor(plain!.record.durationSeconds / 20));
});

test('the heaviest flow is the one that counts', async () => {
  const header = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n';
  const many = Array.from({ length: 12 }, (_, i) => `${1600000000 + i},192.0.2.1,5,198.51.100.1,443,17,10,100,1,1\n`).join('');
  const heavy = '1600000003,192.0.2.1,6,198.51.100.2,443,17,10,9999,1,9\n';
  for (const rows of [`${many}${heavy}`, `${heavy}${many}`]) {
    const [loaded] = await loadCaptures([capture('two.csv', header + rows)], { kernels, resolution: 'second' });
    expect(loaded!.record).toMatchObject({ flow: { b: { address: '198.51.100.2' } }, bytesDown: 9999, durationSeconds: 1 });
  }
});

test('threads read the same in the same order', async () => {
  const progress: number[][] = [];
  const options = { kernels, resolution: 'packet', padded: true, windowSeconds: 20 } as const;
  const threaded = await loadCaptures([...packets, ...rows], { ...options, jobs: 2, onProgress: (...step) => progress.push(step) });
  expect(threaded).toEqual(await loadCaptures([...packets, ...rows], options));
  expect(progress).toEqual([[1, 3], [2, 3], [3, 3]]);
});

test.each([1, 2])('a capture without traffic, or one that cannot be read, is an error that names it, also in threads (%i)', async (jobs) => {
  const header = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n';
  await expect(loadCaptures([...rows, capture('none.csv', header)], { kernels, jobs, resolution: 'second' })).rejects.toThrow(
    new ManifestError(`${join(folder, 'none.csv')}: found no packets, expected a capture with traffic`),
  );
  await expect(loadCaptures([...rows, capture('text.csv', 'no capture at all\n')], { kernels, jobs, resolution: 'packet' })).rejects.toThrow(CaptureError);
});

test('warnings and losses of a capture are told once, and that no window fits', async () => {
  const header = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n';
  const odd = capture('odd.csv', `${header}1600000001,192.0.2.1,5,198.51.100.1,443,17,10,100,1,1\n1600000002,192.0.2.1,5,198`);
  const warnings: string[] = [];
  await loadCaptures([odd], { kernels, resolution: 'second', windowSeconds: 20, onWarning: (text) => warnings.push(text) });
  expect(warnings).toHaveLength(2);
  expect(warnings[0]).toMatch(/^odd\.csv: .*line 3/);
  expect(warnings[1]).toBe('odd.csv: no window of 20 s fits into its heaviest flow');
});
