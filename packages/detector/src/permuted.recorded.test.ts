import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { afterAll, describe, expect, test } from 'vitest';
import { detect } from './detect.ts';
import { type Permutation, permuted } from './permuted.fixture.ts';
import { RECORDED } from './recorded-capture.fixture.ts';
import { verdictLine } from './verdict-line.ts';

const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();
const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-permuted-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HOURS = 3600;
const AS_IT_IS: Permutation = { seconds: 0, renamed: false, swapped: false };
const PERMUTATIONS: readonly (readonly [string, Permutation])[] = [
  ['seven hours later', { ...AS_IT_IS, seconds: 7 * HOURS }],
  ['earlier by no whole minute', { ...AS_IT_IS, seconds: -(5 * HOURS + 17 * 60 + 23) }],
  ['other addresses and ports', { ...AS_IT_IS, renamed: true }],
  ['the ends of each row swapped', { ...AS_IT_IS, swapped: true }],
  ['all of it', { seconds: 31 * HOURS + 41, renamed: true, swapped: true }],
];
/** Live, VOD, a call and browsing; tunnels over UDP and TCP; both resolutions; packets of their own and of rows. */
const CAPTURES = [
  'pair_live4_hls_wg_p86.pcap.gz', 'pair_vod6_wg_p3.csv.gz', 'pair_live2_ovpntcp_p17.csv.gz', 'L_live10_wg.regular.csv.gz', 'call_y4m_wg.csv.gz', 'browse_ovpn.csv.gz',
];

/** The verdict lines of a capture in a file of that name, without what names it and its ends, and with the ms of each start. */
async function linesOf(name: string, content: Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const lines = [];
  for await (const verdict of detect(readCapture(openCapture(path), kernels), { kernels, model })) {
    const { file: _file, flow: { protocol, tunnel }, start, ...rest } = verdictLine(path, verdict, false, 'wasm', { name: 'default', hash: '' });
    lines.push({ ...rest, protocol, tunnel, start: Date.parse(start) });
  }
  return lines;
}

describe.each(CAPTURES)('the verdicts on %s', async (name) => {
  const original = gunzipSync(readFileSync(new URL(name, RECORDED)));
  const expected = await linesOf(name, original);

  test('are there, with reasons', () => {
    expect(expected.some(({ reasons, verdict }) => reasons.length > 0 && verdict !== 'unknown')).toBe(true);
  });

  // A packet has no first end beside its direction.
  const possible = PERMUTATIONS.filter(([, { seconds, renamed }]) => name.includes('.csv') || seconds !== 0 || renamed);
  test.each(possible)('are the same: %s', async (what, permutation) => {
    // The name says another class, in case anybody reads it.
    const changed = permuted(original, permutation);
    expect(original.equals(changed)).toBe(false);
    const found = await linesOf(`${name.includes('live') ? 'vod' : 'live'} ${what}.dat`, changed);
    expect(found).toEqual(expected.map((line) => ({ ...line, start: line.start + 1000 * permutation.seconds })));
  });
});
