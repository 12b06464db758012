import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { captureReport } from '../capture-report.ts';
import { LIVE, look, model } from '../look.fixture.ts';

const executablePath = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

test.skipIf(executablePath === undefined)(`a browser shows a report light, dark and printed, and complains of nothing${executablePath ? '' : ' (SKIPPED: chromium is not installed)'}`, { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tunnelscope-report-'));
  const file = join(folder, 'report.html');
  await writeFile(file, captureReport([await look(LIVE)], { model, engine: 'wasm' }));
  // Chromium's sandbox does not start for root, as which tests run in containers.
  const browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  try {
    const page = await (await browser.newContext({ viewport: { width: 420, height: 800 } })).newPage();
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => request.url() !== `file://${file}` && faults.push(request.url()));
    const colours = async (media: Parameters<typeof page.emulateMedia>[0]) => {
      await page.emulateMedia(media);
      return page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('svg rect')!).fill]);
    };
    await page.goto(`file://${file}`);
    expect(await colours({ colorScheme: 'light' })).toEqual(['rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
    expect(await colours({ colorScheme: 'dark' })).toEqual(['rgb(16, 20, 24)', 'rgb(16, 20, 24)']);
    expect(await colours({ colorScheme: 'dark', media: 'print' })).toEqual(['rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
    await page.emulateMedia({ media: 'screen' });
    // On a narrow screen tables scroll on their own, and the page does not.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
});
