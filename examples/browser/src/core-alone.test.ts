import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import { expect, test } from 'vitest';
import { hasBrowser, serveFolder, WITHOUT, withTab } from './browser.fixture.ts';

const CORE = dirname(dirname(fileURLToPath(import.meta.resolve('@tunnelscope/core'))));
const SERIES = [0, 3, 1, 7, 7, 2, 9, 0, 4];

test.skipIf(!hasBrowser)(`a browser loads @tunnelscope/core as it is packed, without a bundler, and computes what Node does${WITHOUT}`, async () => {
  const { url, server } = await serveFolder(CORE);
  await withTab(async ({ page, requests, faults }) => {
    await page.goto(`${url}dist/load.js`);
    for (const engine of ENGINES) {
      // As text: vitest would put an import of its own into a function.
      const there = await page.evaluate(`import('${url}dist/load.js').then(async ({ loadKernels }) => {
        const kernels = await loadKernels('${engine}');
        return [kernels.engine, [...kernels.autocorrelation(Float64Array.of(${SERIES}), 3)]];
      })`);
      expect(there).toEqual([engine, [...(await loadKernels(engine)).autocorrelation(Float64Array.from(SERIES), 3)]]);
    }
    expect(requests).toContain(`${url}wasm/release.wasm`);
    expect(requests.filter((request) => !request.startsWith(url))).toEqual([]);
    expect(faults).toEqual([]);
  });
  server.close();
});
