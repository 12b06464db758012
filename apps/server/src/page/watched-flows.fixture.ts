import { setTimeout as sleep } from 'node:timers/promises';
import { manyFlows, recordedPushes, send } from '../live/live-server.fixture.ts';
import { type Running, runServer } from '../running-server.fixture.ts';

/** The service, with a recorded flow of live video and so many small flows beside it. */
export async function watchedFlows(small = 0): Promise<Running> {
  const server = await runServer({ logLevel: 'error' });
  const pushes = await recordedPushes('pair_live4_hls_wg_p86.csv.gz', 'tap-1');
  for (const batch of pushes) await sent(server.url, batch);
  if (small > 0) for (const batch of manyFlows('tap-2', small, 0, pushes.at(-1)!.time.at(-1)!)) await sent(server.url, batch);
  // What was accepted is judged a little later.
  while ((await queued(server.url)) > 0) await sleep(20);
  return server;
}

async function queued(url: string): Promise<number> {
  const { queue } = (await (await fetch(`${url}/v1/stats`)).json()) as { readonly queue: { readonly batches: number } };
  return queue.batches;
}

async function sent(url: string, batch: Parameters<typeof send>[1]): Promise<void> {
  const response = await send(url, batch);
  if (response.status !== 202) throw new Error(`expected 202, found ${response.status}: ${await response.text()}`);
}
