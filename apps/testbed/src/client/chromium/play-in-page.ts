import type { Doing } from '../doing.ts';
import { startBrowser } from './browser.ts';
import { openPage } from './open-page.ts';

export interface Playback {
  /** Address of the origin, such as https://10.50.0.2. */
  readonly base: string;
  /** For the browser's profile. */
  readonly folder: string;
  readonly player: 'hls.js' | 'dash.js' | 'shaka' | 'native';
  /** Path of the playlist, manifest or stream. */
  readonly path: string;
  readonly settings: object;
}

/** Something that plays in a page, and what its viewer can do. */
export interface PlayingPage extends Doing {
  seek(by: number): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
}

/**
 * Opens the player's page in Chromium and loads the player's code; nothing plays before `begin`.
 * @throws TestbedError if Chromium does not start, and the page's error if its code cannot be loaded
 */
export async function playInPage({ base, folder, player, path, settings }: Playback): Promise<PlayingPage> {
  const browser = await startBrowser(folder);
  const { page } = browser;
  const { observe } = await openPage(browser, `${base}/page/player.html`, player);
  return {
    begin: () => page.evaluate(({ address, settings }) => globalThis.testbed.start(address, settings), { address: base + path, settings }),
    observe,
    seek: (by) => page.evaluate((by) => globalThis.testbed.seek(by), by),
    pause: () => page.evaluate(() => globalThis.testbed.pause()),
    resume: () => page.evaluate(() => globalThis.testbed.play()),
    close: () => browser.close(),
  };
}
