import { eventLine } from '@tunnelscope/detector/live/event-line';
import { stateOf } from '@tunnelscope/detector/live/event-state';
import type { LiveEvent } from '@tunnelscope/detector/live/event';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import { WALL_CLOCK, type WallClock } from '@tunnelscope/detector/live/clock';
import { follow } from '@tunnelscope/detector/live/follow';
import type { Output } from '../output.ts';
import { harmlessJson } from '../text/plain.ts';
import type { Session } from './session.ts';
import { statsLine } from './stats-line.ts';

/** A stream that never ends says what it lost all the same. */
const BETWEEN_STATS = 60_000; // ms on the wall

/** Writes what happens as lines of JSON, and each minute and at the end one with all counters. @param signal ends it, in good order */
export async function printEvents(session: Session, signal: AbortSignal, output: Pick<Output, 'write'>, clock: WallClock = WALL_CLOCK): Promise<void> {
  const { detector, source, mask } = session;
  /** From when on each flow's verdict holds. */
  const since = new Map<number, number>();
  const write = async (events: readonly LiveEvent[]) => {
    // Not to look at flows where nothing happened lets their packets wait, which is what makes the detector fast.
    if (events.length === 0) return;
    const lines = linesOf(events, detector.flows, since, mask);
    if (lines !== '') await output.write(lines);
  };
  let told = clock.now();
  try {
    for await (const events of follow(source.packets, detector, { clock, speed: source.view.speed, signal })) {
      await write(events);
      if (clock.now() - told < BETWEEN_STATS) continue;
      told = clock.now();
      await output.write(`${harmlessJson(statsLine(session))}\n`);
    }
  } catch (error) {
    // It is told of once everything before it was written; anything else is a fault of ours.
    if (error !== source.fault()) throw error;
    await write(detector.end());
  }
  await output.write(`${harmlessJson(statsLine(session))}\n`);
}

function linesOf(events: readonly LiveEvent[], flows: ReadonlyMap<number, LiveFlow>, since: Map<number, number>, mask: (address: string) => string): string {
  let text = '';
  for (const [place, event] of events.entries()) {
    const { number } = event.flow;
    if (event.kind === 'verdict') since.set(number, event.since);
    if (event.kind === 'client') since.delete(number);
    text += `${harmlessJson(eventLine(event, stateOf(events, place, flows), since.get(number) ?? null, mask))}\n`;
    if (event.kind === 'end') since.delete(number);
  }
  return text;
}
