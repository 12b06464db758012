import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { TestbedError } from '../../testbed-error.ts';

/** Where Debian installs it. The headless shell has no user interface and costs least. */
const EXECUTABLES = ['/usr/lib/chromium/chromium-headless-shell', '/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-breakpad',
  '--dns-prefetch-disable',
  '--mute-audio',
  '--renderer-process-limit=1',
  '--ignore-certificate-errors',
  '--autoplay-policy=no-user-gesture-required',
  // Candidates of a call carry addresses, not names that nobody answers for.
  '--disable-features=OptimizationHints,MediaRouter,Translate,WebRtcHideLocalIpsWithMdns',
];

export interface Browser {
  readonly page: Page;
  /** Ends the browser with all of its processes and removes its profile; never throws. */
  close(): Promise<void>;
}

/** @returns path of a Chromium that can run without a screen; null: none is installed */
export function chromiumPath(): string | null {
  return EXECUTABLES.find((path) => existsSync(path)) ?? null;
}

/**
 * Starts Chromium with one empty page.
 * @param profile a folder that is its own from now on, and removed in the end
 * @throws TestbedError if Chromium is missing or does not start
 */
export async function startBrowser(profile: string, flags: readonly string[] = []): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new TestbedError('Chromium is missing: install the Debian package chromium-headless-shell or chromium');
  await rm(profile, { recursive: true, force: true });
  await mkdir(profile, { recursive: true });
  const context = await launch(executablePath, profile, flags);
  return { page: context.pages()[0] ?? (await context.newPage()), close: () => close(context, profile) };
}

async function launch(executablePath: string, profile: string, flags: readonly string[]): Promise<BrowserContext> {
  try {
    return await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      args: [...FLAGS, ...flags],
      ignoreHTTPSErrors: true,
      viewport: { width: 320, height: 200 },
      // Settings and caches that Chromium would leave in the home folder go with the profile.
      env: { PATH: process.env.PATH ?? '', HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile, TMPDIR: profile },
    });
  } catch (error) {
    await rm(profile, { recursive: true, force: true });
    throw new TestbedError(`Chromium does not start: ${String((error as Error).message).split('\n')[0]}`, { cause: error });
  }
}

async function close(context: BrowserContext, profile: string): Promise<void> {
  await context.close().catch(() => {});
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => {});
}
