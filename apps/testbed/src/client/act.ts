import type { Doing } from './doing.ts';
import type { ClientOrder } from './order.ts';
import { watch } from './watch.ts';

/** Prepares what a condition says; nothing of it begins yet. */
export async function act(order: ClientOrder): Promise<Doing> {
  const { activity } = order.condition;
  if (activity.kind === 'video') return watch(order, activity);
  throw new Error(`not yet: ${activity.kind}`);
}
