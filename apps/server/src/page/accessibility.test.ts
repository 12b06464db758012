import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { LIVE, post, testData } from '../running-server.fixture.ts';
import { hasBrowser, openTab, WITHOUT } from './browser.fixture.ts';
import { watchedFlows } from './watched-flows.fixture.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Rules of axe that the page breaks, and where. */
async function violations(page: Page): Promise<string[]> {
  // The page's own policy forbids other scripts: the page was opened without it.
  await page.addScriptTag({ path: AXE });
  const results = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  expect(results.passes.length).toBeGreaterThan(15);
  return results.violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

describe.skipIf(!hasBrowser)(`axe finds nothing wrong${WITHOUT}`, { timeout: 180_000 }, () => {
  for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { viewport: { width: 400, height: 800 } }] as const) {
    test(`in any view (${JSON.stringify(options)})`, async () => {
      const { url } = await watchedFlows(60);
      await post(`${url}/v1/classify?name=a.pcap.gz`, testData(LIVE));
      const { page } = await openTab(url, '/?sort=-bytes', { ...options, bypassCSP: true });
      await page.getByText('connected', { exact: true }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.locator('a[data-row]').first().click();
      await page.locator('#picture-spectrum canvas').waitFor();
      await page.getByText('Spectrum of the downlink as a table').click();
      expect(await violations(page)).toEqual([]);
      for (const name of ['History', 'Classify a capture']) {
        await page.getByRole('link', { name, exact: true }).click();
        await page.getByRole('heading', { level: 2, name: name.slice(0, 7) }).waitFor();
        expect(await violations(page)).toEqual([]);
      }
    });
  }
});
