import type { Observation } from '../report.ts';
import type { Browser } from './browser.ts';

/** What a page of page/ offers to this process. */
interface TestbedPage {
  prepare(settings: unknown): Promise<void>;
  start(...settings: unknown[]): Promise<void>;
  sample(): Observation | Promise<Observation>;
  seek(by: number): void;
  pause(): void;
  play(): void;
}

declare global {
  var testbed: TestbedPage;
}

export interface OpenedPage {
  /** What the page observed, with the errors of its scripts. */
  observe(): Promise<Observation>;
}

/**
 * Opens one of the testbed's pages and prepares it. Closes the browser if that fails.
 * @throws the page's error, such as code that cannot be loaded
 */
export async function openPage({ page, close }: Browser, address: string, settings: unknown): Promise<OpenedPage> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`page: ${error.message}`));
  try {
    await page.goto(address, { timeout: 60_000 });
    await page.waitForFunction(() => globalThis.testbed !== undefined, undefined, { timeout: 60_000 });
    await page.evaluate((settings) => globalThis.testbed.prepare(settings), settings);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async observe() {
      const observation = await page.evaluate(() => globalThis.testbed.sample());
      return { ...observation, errors: [...observation.errors, ...errors.splice(0)] };
    },
  };
}
