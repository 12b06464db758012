import type { Condition } from '../plan/condition.ts';

/** Cores that a cell takes on average, as measured: a browser decodes, a call encodes as well, a light client does neither. */
export function weightOf({ activity, background, tunnel, link }: Condition): number {
  const browser = usesBrowser(activity);
  const client = activity.kind === 'call' ? (activity.direction === 'both' ? 0.85 : 0.4) : browser ? 0.2 : 0.08;
  // User-space tunnels and the relay work for every packet.
  const bulk = activity.kind === 'download' ? Math.min(0.4, link.downMbit * 0.01) : 0;
  return client + bulk + (background.browseThinkSeconds === null ? 0 : 0.03) + (tunnel.kind === 'none' ? 0 : 0.02);
}

/** Whether a whole browser runs, which is slow to start. */
export function usesBrowser(activity: Condition['activity']): boolean {
  return activity.kind === 'call' || (activity.kind === 'video' && !activity.player.startsWith('light-'));
}
