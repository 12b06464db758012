import { Random } from '../plan/random.ts';
import { background, beside } from './background.ts';
import { call } from './call.ts';
import type { Doing } from './doing.ts';
import { browse, download } from './light/browse.ts';
import { Connection } from './light/connection.ts';
import { runLoops } from './light/run-loops.ts';
import { listen } from './listen.ts';
import type { ClientOrder } from './order.ts';
import { watch } from './watch.ts';

/** Prepares what a condition says, up to where it needs only to begin. @throws TestbedError if a player cannot be started */
export async function act(order: ClientOrder): Promise<Doing> {
  const activity = await main(order);
  if (order.role === 'peer') return activity;
  try {
    return beside(activity, await background(order.base, order.condition));
  } catch (error) {
    await activity.close();
    throw error;
  }
}

function main(order: ClientOrder): Promise<Doing> {
  const { base, condition } = order;
  const { activity, seed, origin } = condition;
  const connection = () => new Connection(base, origin.http);
  switch (activity.kind) {
    case 'video':
      return watch(order, activity);
    case 'call':
      return call(order, activity);
    case 'audio':
      return listen(order, activity);
    case 'browse': {
      const pages = connection();
      const random = new Random(seed, 'client pages');
      return runLoops(pages, [(signal) => browse(pages, activity.thinkSeconds, random, signal)]);
    }
    case 'download': {
      const files = connection();
      return runLoops(files, [(signal) => download(files, activity.megabytes, activity.pauseSeconds, signal)]);
    }
    case 'idle':
      return runLoops(connection(), []);
  }
}
