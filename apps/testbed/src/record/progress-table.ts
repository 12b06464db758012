import type { RunningClient } from '../client/start-client.ts';
import { labelOf, type Condition } from '../plan/condition.ts';
import { deliveryOf, playerOf } from '../output/manifest.ts';

export interface RunningCell {
  readonly condition: Condition;
  /** When its recording began, ms on the clock of `now`; null: it is being prepared. */
  readonly begun: number | null;
  /** Tells how things stand; null while it is being prepared. */
  readonly client: Pick<RunningClient, 'latest'> | null;
}

/** What runs, a line each, and how far all is. @param now ms @param columns of the terminal */
export function progressTable(running: readonly RunningCell[], now: number, state: string, columns: number): string[] {
  const rows = running.map(({ condition, begun, client }) => {
    const { activity, tunnel, durationSeconds } = condition;
    const left = begun === null ? 'prepares' : `${Math.max(0, Math.ceil(durationSeconds - (now - begun) / 1000))} s left`;
    return [condition.id, labelOf(activity), [playerOf(condition), deliveryOf(activity)].filter(Boolean).join(' '), tunnel.kind, stateText(client?.latest()), left];
  });
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => row.map((cell, i) => (i === 5 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  '));
  return [...lines, state].map((line) => line.slice(0, columns - 1));
}

/** Seconds ahead of the picture, and those that playback waited. */
function stateText(sample: ReturnType<RunningClient['latest']>): string {
  if (sample === undefined || (sample.buffered === 0 && sample.position === 0)) return '';
  return `${sample.buffered.toFixed(0)} s ahead${sample.stallSeconds > 0 ? `, ${sample.stallSeconds.toFixed(1)} s stalled` : ''}`;
}
