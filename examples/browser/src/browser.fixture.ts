import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

const executablePath = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
export const hasBrowser = executablePath !== undefined;
/** To stand behind the names of tests that want one. */
export const WITHOUT = hasBrowser ? '' : ' (SKIPPED: chromium is not installed)';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };

/** A browser's tab, and what it did: requests, and complaints of its console and its scripts. */
export interface Tab {
  readonly page: Page;
  readonly requests: string[];
  readonly faults: string[];
}

/** Hands `use` a tab of a browser of its own. */
export async function withTab(use: (tab: Tab) => Promise<void>): Promise<void> {
  // Chromium's sandbox does not start for root, as which tests run in containers.
  const browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const requests: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await use({ page, requests, faults });
  } finally {
    await browser.close();
  }
}

/** Serves the files of a folder to this machine, as any web server does. @returns the address, with a stroke at its end */
export async function serveFolder(folder: string): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const path = join(folder, pathname === '/' ? 'index.html' : pathname);
    if (!existsSync(path)) return void response.writeHead(404, { 'content-type': 'text/html' }).end();
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(readFileSync(path));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
