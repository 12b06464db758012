import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addToken } from '../auth/token-file.ts';
import { recordedPushes, send } from '../live/live-server.fixture.ts';
import { LIVE, runServer, testData, VOD } from '../running-server.fixture.ts';
import { hasBrowser, openTab, WITHOUT } from './browser.fixture.ts';
import { watchedFlows } from './watched-flows.fixture.ts';

const file = (name: string) => fileURLToPath(new URL(`../../../../test-data/${name}`, import.meta.url));
const focused = (page: Page) => page.evaluate(() => (document.activeElement?.textContent ?? '').replaceAll('\u00a0', ' '));
/** Different colours among the pixels of a canvas. */
const coloursOf = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });

describe.skipIf(!hasBrowser)(`the page in a browser${WITHOUT}`, { timeout: 120_000 }, () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`a flow is found and opened by keyboard alone, with its pictures (${colorScheme})`, async () => {
      const { url } = await watchedFlows(3);
      const { page, faults } = await openTab(url, '/?sort=-bytes', { colorScheme, reducedMotion: 'reduce' });
      await page.getByText('connected', { exact: true }).waitFor();
      expect(await page.locator('tbody tr').count()).toBe(4);
      expect(await page.locator('tbody tr').first().textContent()).toMatch(/●.*live.*\d+ %/);
      while (!(await page.evaluate(() => document.activeElement?.hasAttribute('data-row')))) await page.keyboard.press('Tab');
      const [first, second] = (await page.locator('a[data-row]').allTextContents()).map((text) => text.replaceAll('\u00a0', ' '));
      expect(await focused(page)).toBe(first);
      await page.keyboard.press('ArrowDown');
      expect(await focused(page)).toBe(second);
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      for (const name of ['downlink', 'probability', 'spectrum']) {
        await page.locator(`#picture-${name} canvas`).waitFor();
        await expect.poll(() => coloursOf(page, `#picture-${name} canvas`)).toBeGreaterThan(3);
        expect(await page.locator(`#picture-${name}`).getAttribute('aria-label')).toMatch(/\d/);
      }
      expect(await focused(page)).toBe(first);
      expect(await page.title()).toBe(`${first} – Tunnelscope`);
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(background).toBe(colorScheme === 'dark' ? 'rgb(16, 20, 24)' : 'rgb(255, 255, 255)');
      await page.keyboard.press('Escape');
      await page.locator('a[data-row]').first().waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-row'))).toBe(true);
      expect(faults).toEqual([]);
    });
  }

  test('what happens while it is open is shown and announced', async () => {
    const { url } = await runServer({ logLevel: 'error' });
    const { page, faults } = await openTab(url, '/');
    await page.getByText('connected', { exact: true }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(0);
    for (const batch of await recordedPushes('pair_vod4_hls_wg_p86.csv.gz', 'tap-1')) await send(url, batch);
    await page.locator('tbody tr .verdict.vod').first().waitFor();
    await page.locator('a[data-row]').focus();
    for (let i = 0; i < 2; i++) await page.waitForResponse((response) => response.url().includes('/v1/flows'));
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-row'))).toBe(true);
    await expect.poll(() => page.locator('#announcer').textContent()).toMatch(/judged vod \d+ %/);
    expect(await page.locator('#event-list').textContent()).toMatch(/judged vod/);
    await page.getByRole('link', { name: 'History' }).click();
    await page.locator('tbody tr .verdict.vod').first().waitFor();
    await expect.poll(() => focused(page)).toBe('History of verdicts');
    expect(faults).toEqual([]);
  });

  test('a list is filtered and sorted, and the browser goes back', async () => {
    const { url } = await watchedFlows(3);
    const { page, faults } = await openTab(url, '/');
    await page.getByText('connected', { exact: true }).waitFor();
    await page.getByLabel('Verdict', { exact: true }).selectOption('live');
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    expect(new URL(page.url()).search).toBe('?verdict=live');
    await page.getByRole('link', { name: 'Bytes' }).click();
    await page.locator('th[aria-sort="descending"]', { hasText: 'Bytes' }).waitFor();
    expect(new URL(page.url()).search).toBe('?verdict=live&sort=-bytes');
    await page.goBack();
    await page.goBack();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(4);
    expect(await page.getByLabel('Verdict', { exact: true }).inputValue()).toBe('');
    expect(faults).toEqual([]);
  });

  test('captures that are chosen or dropped are judged', async () => {
    const { url } = await runServer({ logLevel: 'error' });
    const { page, faults } = await openTab(url, '/?view=classify');
    await page.getByText('connected', { exact: true }).waitFor();
    await page.setInputFiles('#captures', [file(VOD)]);
    await page.getByRole('button', { name: 'Classify' }).click();
    await page.locator('.result .verdict.vod').waitFor();
    await page.getByRole('link', { name: 'Flows' }).click();
    await page.getByRole('heading', { name: 'Flows' }).waitFor();
    const bytes = Buffer.from(testData(LIVE)).toString('base64');
    const dropped = await page.evaluateHandle((base64) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], '<b>live</b>.pcap.gz'));
      return transfer;
    }, bytes);
    for (const type of ['dragover', 'drop']) await page.dispatchEvent('main', type, { dataTransfer: dropped });
    await page.locator('.result .verdict.live').waitFor();
    expect(await page.locator('.result h3').allTextContents()).toEqual([VOD.replace('recorded/', ''), '<b>live</b>.pcap.gz']);
    await expect.poll(() => page.locator('.result .state').allTextContents()).toEqual(['1 flow judged', '1 flow judged']);
    expect(faults).toEqual([]);
  });

  test('a file that is no capture is told what it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-page-'));
    writeFileSync(join(folder, 'letter.txt'), 'Dear reader');
    const { url } = await runServer({ logLevel: 'error' });
    const { page } = await openTab(url, '/?view=classify');
    await page.getByText('connected', { exact: true }).waitFor();
    await page.setInputFiles('#captures', [join(folder, 'letter.txt')]);
    await page.getByRole('button', { name: 'Classify' }).click();
    await page.getByText(/letter\.txt, .*expected pcap, pcapng or network-stats CSV/).first().waitFor();
    rmSync(folder, { recursive: true });
  });

  test('a token is asked for, kept and sent, also for events', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-page-'));
    const token = addToken(join(folder, 'tokens'), 'reader', ['read']);
    const { url } = await runServer({ logLevel: 'error', tokenFile: join(folder, 'tokens') });
    rmSync(folder, { recursive: true });
    const { page, faults } = await openTab(url, '/');
    await page.getByLabel('Token of this service').fill(token);
    await page.keyboard.press('Enter');
    await page.getByText('connected', { exact: true }).waitFor();
    await page.getByText('0 flows').waitFor();
    await page.reload();
    await page.getByText('0 flows').waitFor();
    expect(faults).toEqual([]);
    // The page loads anew: what is typed before that goes with the old one.
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Forget token' }).click()]);
    await page.getByLabel('Token of this service').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('A token is needed: found a token that is not known').waitFor();
  });

  test('the description of the interface opens too', async () => {
    const { url } = await runServer({ logLevel: 'error' });
    const { page, faults } = await openTab(url, '/docs');
    await page.getByText('Judge each flow of a capture').waitFor();
    expect(faults).toEqual([]);
  });
});
