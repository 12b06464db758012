import type { TapStream } from './tap-stream.ts';
import type { TapItem } from './rows.ts';

/** A tap that is so much of the stream's time behind another one is waited for no more. */
const SILENT = 10_000; // ms
/** So many packets, and things that taps said, wait for a tap at most, of however slow a file. */
const MOST_WAITING = { packets: 1_000_000, items: 200_000 } as const;

/** Things of taps whose turn it is, in the order that they are to be done in. */
export interface Turn {
  /** What each tap said up to here, in the order of the taps' names. */
  readonly items: readonly { readonly tap: TapStream; readonly items: readonly TapItem[] }[];
  /** Epoch ms of the sweep that follows; null: none. */
  readonly sweep: number | null;
}

/**
 * The next of what taps have said that can be done: all rows before a sweep, and the sweep once each tap has come so far. With one tap,
 * everything at once. A function of what is in the queues alone.
 * @param taps that have not ended, in the order of their names @returns null if somebody must be waited for
 */
export function nextTurn(taps: readonly TapStream[]): Turn | null {
  const [only] = taps;
  if (!only) return null;
  if (taps.length === 1) return turnOf(only);
  // The end of a tap, or of its clock, comes to no other tap's time.
  const breaking = taps.find((tap) => isBreak(boundary(tap)));
  if (breaking) return { items: [{ tap: breaking, items: takeUntil(breaking, true) }], sweep: null };
  const waiting = taps.filter((tap) => boundary(tap) !== null);
  const sweep = Math.min(...waiting.map((tap) => timeOf(boundary(tap))));
  const furthest = Math.max(...waiting.map(({ told }) => told));
  // Whoever has come to `sweep` already says nothing before it.
  const isAwaited = (tap: TapStream) => boundary(tap) === null && tap.told < sweep && (tap.told >= furthest - SILENT || (tap.finite && mayTakeLong(taps)));
  if (sweep === Infinity || taps.some(isAwaited)) return null;
  // Whoever stands at a sweep of this time goes on, also one that had come further in an earlier run.
  const items = taps.filter((tap) => tap.reached < sweep || timeOf(boundary(tap)) <= sweep).map((tap) => ({ tap, items: takeUntil(tap, false, sweep) }));
  return { items, sweep };
}

/** Names of the taps without which no turn comes, though others have something to say. */
export function awaitedOf(taps: readonly TapStream[]): string[] {
  return taps.every(({ queue }) => queue.length === 0) ? [] : taps.filter((tap) => boundary(tap) === null).map(({ name }) => name);
}

/** Whether a file that has nothing to say is waited for. Files are read as fast as it goes, one quicker than the other; but what an interface shows cannot wait for them. */
function mayTakeLong(taps: readonly TapStream[]): boolean {
  const sum = (of: (tap: TapStream) => number) => taps.reduce((all, tap) => all + of(tap), 0);
  const crowded = sum(({ waiting }) => waiting) > MOST_WAITING.packets || sum(({ queue }) => queue.length) > MOST_WAITING.items;
  return !crowded && taps.every((tap) => tap.finite || boundary(tap) === null);
}

function turnOf(tap: TapStream): Turn | null {
  if (tap.queue.length === 0) return null;
  const items = takeUntil(tap, true);
  const last = items.at(-1)!;
  if (last.kind === 'sweep') tap.reached = last.now;
  return { items: [{ tap, items: last.kind === 'sweep' ? items.slice(0, -1) : items }], sweep: last.kind === 'sweep' ? last.now : null };
}

const isBoundary = ({ kind }: TapItem) => kind === 'sweep' || kind === 'setBack' || kind === 'end';
const isBreak = (item: TapItem | null) => item !== null && item.kind !== 'sweep';
const boundary = (tap: TapStream): TapItem | null => tap.queue.find(isBoundary) ?? null;
const timeOf = (item: TapItem | null) => (item?.kind === 'sweep' ? item.now : Infinity);

/** Takes what stands before the tap's next boundary out of its queue. @param including whether the boundary too @param sweep a boundary of this time, or an earlier one, is passed */
function takeUntil(tap: TapStream, including: boolean, sweep = -Infinity): TapItem[] {
  const at = tap.queue.findIndex(isBoundary);
  if (at < 0) return tap.queue.splice(0);
  const items = tap.queue.splice(0, at);
  const time = timeOf(tap.queue[0]!);
  if (including) items.push(tap.queue.shift()!);
  else if (time <= sweep) {
    tap.queue.shift();
    tap.reached = time;
  }
  return items;
}
