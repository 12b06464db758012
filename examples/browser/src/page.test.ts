import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser, serveFolder, WITHOUT, withTab } from './browser.fixture.ts';
import { judge } from './judge.ts';

const EXAMPLE = fileURLToPath(new URL('..', import.meta.url));
const path = (name: string) => fileURLToPath(new URL(`../../../test-data/${name}`, import.meta.url));
const LIVE = 'recorded/pair_live4_hls_wg_p86.pcap.gz';
const VOD = 'recorded/pair_vod4_hls_wg_p86.csv.gz';

/** Drops a file on the page, as a person does. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const dropped = await page.evaluateHandle(([label, base64]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0))], label!));
    return transfer;
  }, [name, Buffer.from(bytes).toString('base64')]);
  for (const type of ['dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer: dropped });
}

const rows = (page: Page) => page.locator('tbody tr').evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent)));

/** What a row says of the only flow of a capture that is judged here, without a browser. */
async function here(name: string): Promise<string[]> {
  const { lines } = await judge(new File([readFileSync(path(name))], name), await loadKernels('typescript'), await loadDefaultModel());
  const { verdict, probability, reasons } = lines[0]!;
  return [expect.stringContaining(verdict), `${Math.round(probability * 100)} %`, expect.anything(), expect.anything(), expect.anything(), reasons[0]!.text];
}

test.each([LIVE, VOD, 'variants/gzip-two-members.pcap.gz', 'variants/zstd-several-frames.pcap.zst', 'variants/zstd-within-gzip.pcap.zst.gz', 'variants/zstd-skippable-frames.csv.zst'])('%s is read without node:zlib', async (name) => {
  const { flows, packets } = JSON.parse(readFileSync(path(`${name}.expected.json`), 'utf8')) as { flows: number; packets: number };
  const judged = await judge(new File([readFileSync(path(name))], name), await loadKernels('typescript'), await loadDefaultModel());
  expect({ ...judged, lines: judged.lines.length }).toMatchObject({ fault: null, packets, lines: flows });
});

describe.skipIf(!hasBrowser)(`in a browser${WITHOUT}`, () => {
  for (const from of ['a web server', 'a folder']) {
    test(`a capture that is dropped on the page from ${from} is judged on the spot, and nothing is sent anywhere`, async () => {
      const { url, server } = await serveFolder(EXAMPLE);
      await withTab(async ({ page, requests, faults }) => {
        await page.goto(from === 'a folder' ? `file://${EXAMPLE}index.html` : url);
        await page.getByText('ready: engine wasm').waitFor();
        const loaded = requests.length;
        await drop(page, '<b>live</b>.pcap.gz', readFileSync(path(LIVE)));
        await page.locator('td.live').waitFor();
        await page.setInputFiles('#captures', [path(VOD)]);
        await page.locator('td.vod').waitFor();
        expect(await rows(page)).toEqual([await here(VOD), await here(LIVE)]);
        expect(await page.locator('h2').allTextContents()).toEqual(['pair_vod4_hls_wg_p86.csv.gz', '<b>live</b>.pcap.gz']);
        await drop(page, 'cut.pcap.gz', readFileSync(path(LIVE)).subarray(0, 900_000));
        await page.getByRole('alert').waitFor();
        expect(await page.getByRole('alert').textContent()).toMatch(/^cut\.pcap\.gz, byte 900000: truncated: /);
        expect(await page.locator('section:first-child td.live').count()).toBe(1);
        expect(requests.slice(loaded)).toEqual([]);
        expect(faults).toEqual([]);
        // Not even on purpose.
        expect(await page.evaluate(() => fetch('/').then(() => 'sent', () => 'refused'))).toBe('refused');
      });
      server.close();
    });
  }
});
