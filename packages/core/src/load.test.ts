import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { ENGINES, type Engine } from './kernels.ts';
import { loadKernels } from './load.ts';

const bytes = readFileSync(new URL('../wasm/release.wasm', import.meta.url));
afterEach(() => vi.unstubAllGlobals());

test('every engine says which it is', async () => {
  for (const engine of ENGINES) expect((await loadKernels(engine)).engine).toBe(engine);
});

test('an unknown engine is refused', async () => {
  await expect(loadKernels('gpu' as Engine)).rejects.toThrow('engine must be one of wasm, typescript, got gpu');
});

test('takes the build as bytes or compiled, and says so if it is no build', async () => {
  const series = Float64Array.of(0, 1, 0);
  for (const wasm of [bytes, await WebAssembly.compile(bytes)]) {
    expect([...(await loadKernels('wasm', { wasm })).findPeaks(series).index]).toEqual([1]);
  }
  await expect(loadKernels('wasm', { wasm: Uint8Array.of(1, 2, 3) })).rejects.toThrow(WebAssembly.CompileError);
});

test('where there is no file system it fetches the build', async () => {
  const asked: string[] = [];
  vi.stubGlobal('process', undefined);
  vi.stubGlobal('fetch', async (url: URL) => {
    asked.push(url.href);
    return new Response(bytes);
  });
  const kernels = await loadKernels('wasm');
  vi.unstubAllGlobals();
  expect([...kernels.spikeGaps(Int32Array.of(1, 5))]).toEqual([3]);
  expect(asked).toEqual([new URL('../wasm/release.wasm', import.meta.url).href]);
});

test('a build that cannot be fetched is an error with its address', async () => {
  vi.stubGlobal('process', undefined);
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  const loading = loadKernels('wasm').finally(() => vi.unstubAllGlobals());
  await expect(loading).rejects.toThrow(/wasm\/release\.wasm: HTTP status 404/);
});

test('kernels loaded twice do not share memory', async () => {
  const [one, two] = await Promise.all([loadKernels('wasm'), loadKernels('wasm', { arenaBytes: 0 })]);
  const series = Float64Array.from({ length: 50_000 }, (_, i) => (i * 31) % 17);
  const expected = one.welch(series, { samplingRate: 5, segment: 64 });
  for (let round = 0; round < 3; round++) {
    expect(two.welch(series, { samplingRate: 5, segment: 64 })).toEqual(expected);
    expect(one.welch(series, { samplingRate: 5, segment: 64 })).toEqual(expected);
  }
});
