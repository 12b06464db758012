import { playerOf } from '../output/manifest.ts';
import type { Condition } from '../plan/condition.ts';

/** Cores that a cell takes on average, as measured: a browser decodes, a call encodes as well, a light client does neither. */
export function weightOf(condition: Condition): number {
  const { activity, background, tunnel, link } = condition;
  const browser = usesBrowser(condition);
  const client = activity.kind === 'call' ? (activity.direction === 'both' ? 0.85 : 0.4) : browser ? 0.2 : 0.08;
  // User-space tunnels and the relay work for every packet.
  const bulk = activity.kind === 'download' ? Math.min(0.4, link.downMbit * 0.01) : 0;
  return client + bulk + (background.browseThinkSeconds === null ? 0 : 0.03) + (tunnel.kind === 'none' ? 0 : 0.02);
}

/** Whether a whole browser runs, which is slow to start. */
export function usesBrowser(condition: Condition): boolean {
  const player = playerOf(condition);
  return player !== '' && !player.startsWith('light-');
}
