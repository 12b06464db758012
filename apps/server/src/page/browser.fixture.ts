import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach } from 'vitest';

const PATHS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const executablePath = PATHS.find(existsSync);

export const hasBrowser = executablePath !== undefined;
/** To stand behind the names of tests that want one. */
export const WITHOUT = hasBrowser ? '' : ' (SKIPPED: chromium is not installed)';

let browser: Promise<Browser> | null = null;
const opened: Page[] = [];

/** A tab, and what went wrong in it. */
export interface Watched {
  readonly page: Page;
  /** Errors and warnings of the console, errors of scripts, requests to elsewhere, breaches of the content security policy. */
  readonly faults: string[];
}

/** Opens a tab on a page of the service. @param url of the service */
export async function openTab(url: string, path: string, options: BrowserContextOptions = {}): Promise<Watched> {
  // Chromium's sandbox does not start for root, as which tests run in containers.
  browser ??= chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  const context = await (await browser).newContext({ viewport: { width: 1200, height: 800 }, ...options });
  const page = await context.newPage();
  opened.push(page);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) && !request.url().startsWith('data:')) faults.push(`elsewhere: ${request.url()}`);
  });
  await page.exposeFunction('tellBreach', (text: string) => faults.push(`policy: ${text}`));
  await page.addInitScript("document.addEventListener('securitypolicyviolation', (event) => tellBreach(event.violatedDirective + ' ' + event.blockedURI));");
  await page.goto(url + path);
  return { page, faults };
}

afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});

afterAll(async () => {
  await (await browser)?.close();
  browser = null;
});
