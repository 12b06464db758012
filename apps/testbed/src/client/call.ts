import type { CallActivity } from '../plan/condition.ts';
import { TestbedError } from '../testbed-error.ts';
import { startBrowser } from './chromium/browser.ts';
import { openPage } from './chromium/open-page.ts';
import type { Doing } from './doing.ts';
import type { ClientOrder } from './order.ts';

/** One side of a call: the viewer calls, the peer waits and always sends. */
export async function call({ base, folder, camera, role }: ClientOrder, { direction, maxKbit }: CallActivity): Promise<Doing> {
  if (camera === null) throw new TestbedError('a call needs the pictures of a camera');
  const sends = role === 'peer' || direction === 'both';
  const flags = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`];
  const browser = await startBrowser(folder, flags);
  const opened = await openPage(browser, `${base}/page/call.html`, { sends, maxKbit });
  return {
    begin: () => browser.page.evaluate((calls) => globalThis.testbed.start(calls), role === 'viewer'),
    observe: opened.observe,
    close: () => browser.close(),
  };
}
