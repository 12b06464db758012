import { loadKernels } from '@tunnelscope/core';
import { afterAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../input/temporary-file.ts';
import { BENCHMARKS } from '../benchmarks.ts';
import { isInstalled } from './command.ts';
import { openPeers } from './opened-peers.ts';
import { interpreterWith, pythonCommand } from './python.ts';

afterAll(removeTemporaryFolders);

/** Small enough for a test. */
const SMALL = ['findPeaks, 300 samples of traffic, height', 'welch, 1,500 samples, segment 500', 'features, seed, 60 s'];
const hasCompiler = isInstalled('gcc');
const python = interpreterWith(['scipy.signal']);

test.each(SMALL)('peers of %s agree with the kernels where they are installed', { timeout: 120_000 }, async (label) => {
  const benchmark = BENCHMARKS.find(({ group, name }) => `${group}, ${name}` === label)!;
  const subject = (await benchmark.prepare())(await loadKernels('wasm'));
  const { result } = await subject(1);
  for (const { peer, open, skipped } of await openPeers(benchmark.peers!(), result)) {
    if (skipped !== null) {
      expect(`${peer.name}: ${skipped}`).toMatch(/is not installed$|: no Python here has /);
      if (hasCompiler) expect(peer.name === 'C, gcc -O3').toBe(false);
      if (python !== null) expect(peer.name.startsWith('scipy')).toBe(false);
      continue;
    }
    expect((await open!.subject(2)).cpuMs).toBeGreaterThan(0);
    open!.close?.();
  }
});

test('where no Python has what is needed, it is said what that is', () => {
  expect(pythonCommand('welch.py', ['no_such_module', 'json'])).toEqual({ missing: 'no Python here has no_such_module and json (TUNNELSCOPE_BENCH_PYTHON names another one)' });
  expect(interpreterWith(['no_such_module'])).toBeNull();
});
