import { loadKernels } from '@tunnelscope/core';
import type { BinnedPackets } from '@tunnelscope/core/kernels';
import { trainForest } from '@tunnelscope/model/forest/train';
import { afterAll, describe, expect, test } from 'vitest';
import { COLUMNS, seededRows } from '../input/forest.ts';
import { seededPackets } from '../input/packets.ts';
import { removeTemporaryFolders } from '../input/temporary-file.ts';
import { cPeer } from './c.ts';
import { isInstalled } from './command.ts';
import { openPeers } from './opened-peers.ts';

afterAll(removeTemporaryFolders);
const kernels = await loadKernels('wasm');
const hasCompiler = isInstalled('gcc');
const options = { name: 'C', note: 'made up', tolerance: 0 };

describe.skipIf(!hasCompiler)(`jobs in C${hasCompiler ? '' : ' [skipped: gcc is missing]'}`, () => {
  test('bins agree, with packets before the first and after the last', async () => {
    const { time, size, down } = seededPackets(1000, 7);
    const bins = { start: 3, width: 2.5, count: 20 };
    const numbers = (ours: unknown) => {
      const { bytesDown, bytesUp, packetsDown, packetsUp } = ours as BinnedPackets;
      return Float64Array.from([...bytesDown, ...bytesUp, ...packetsDown, ...packetsUp]);
    };
    const peer = cPeer({ columns: () => ({ time, size, down }), parameters: bins, numbers }, 'bin-packets', options);
    expect(await skipped(peer, kernels.binPackets({ time, size, down }, bins))).toBeNull();
    expect(await skipped(peer, kernels.binPackets({ time, size, down }, { ...bins, start: 4 }))).toMatch(/^failed: its result is not ours: number 0 is /);
  });

  test.each([1, 7, 21])('a forest of a few trees agrees on %i rows', async (rows) => {
    const { features, labels } = seededRows(200);
    const { forest } = trainForest({ kind: 'extra-trees', trees: 19, seed: 1, features, labels, rows: 200, columns: COLUMNS, classes: 2 });
    const asked = features.slice(0, rows * COLUMNS);
    const { threshold, left, feature, value, roots, depths, classes } = forest;
    const work = { columns: () => ({ threshold, left, feature, value, roots, depths, features: asked }), parameters: { columns: COLUMNS, classes }, numbers: (ours: unknown) => ours as Float64Array };
    expect(await skipped(cPeer(work, 'forest', options), kernels.evaluateForest(forest, asked))).toBeNull();
  });

  test('what is missing, does not compile or gets no input is said', async () => {
    const work = { columns: () => ({}), parameters: {} };
    expect(await skipped(cPeer(work, 'welch', options, { header: 'no-such-header.h', flag: '-lm' }), 0)).toBe('no-such-header.h is not installed');
    expect(await skipped(cPeer(work, 'no-such-job', options), 0)).toMatch(/^failed: gcc no-such-job\.c: .*error/);
    expect(await skipped(cPeer(work, 'peaks', options), 0)).toMatch(/^failed: .* ended: .*series\.f64: cannot be opened$/);
  });
});

async function skipped(peer: ReturnType<typeof cPeer>, ours: unknown): Promise<string | null> {
  const [opened] = await openPeers([peer], ours);
  opened!.open?.close?.();
  return opened!.skipped;
}
