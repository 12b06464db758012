import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowPast } from '@tunnelscope/detector/live/flow-past';
import type { Theme } from '../palette/theme.ts';
import { plain as harmless, withoutControls as legible } from '../text/plain.ts';
import { clockText } from '../text/quantity.ts';
import { eventText } from './event-text.ts';
import { heading, type Pieces, textLines, wrapped } from './section.ts';
import type { Block } from './stack.ts';

const MOST_EVENTS = 12;

/** @param width columns that the block will have: texts are wrapped */
export function reasonBlock({ likely, reasons, probabilitiesOverTime }: Omit<FlowPast, 'series'>, width: number, theme: Theme): Block {
  const judged = likely !== null && probabilitiesOverTime.length > 0;
  const lines = judged ? reasons.flatMap(({ effect, text }) => reasonLines(effect, text, width, theme)) : [plain('nothing judged yet')];
  const title = judged ? `WHY ${likely.toUpperCase()}` : 'WHY';
  const note: Pieces = reasons.some(({ effect }) => effect !== 0) ? [['+ speaks for it, - against', 'dim']] : [];
  return words(title, note, lines.length === 0 ? [plain('nothing in particular')] : lines, theme);
}

/** Latest first. */
export function eventBlock(events: readonly EventLine[], theme: Theme): Block {
  const lines = events.slice(-MOST_EVENTS).toReversed().map((event): Pieces => [[clockText(Date.parse(event.time)), 'dim'], [`  ${eventText(event)}`, event.kind === 'verdict' ? event.verdict : null]]);
  return words('EVENTS', [], lines.length === 0 ? [plain('none yet')] : lines, theme);
}

function words(title: string, note: Pieces, lines: readonly Pieces[], theme: Theme): Block {
  return { least: 2, most: 1 + lines.length, draw: (width, height) => [heading(title, note, width, theme), ...textLines(lines, width, height - 1, theme)] };
}

function reasonLines(effect: number, text: string, width: number, theme: Theme): Pieces[] {
  const sign = effect === 0 ? ' ' : effect > 0 ? '+' : '-';
  const shown = theme.unicode ? legible(text) : harmless(text);
  return wrapped(shown, Math.max(10, width - 2)).map((line, i) => [[i === 0 ? `${sign} ` : '  ', effect > 0 ? 'strong' : 'dim'], [line, null]]);
}

const plain = (text: string): Pieces => [[text, 'dim']];
