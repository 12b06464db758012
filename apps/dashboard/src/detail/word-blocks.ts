import type { LiveEvent } from '@tunnelscope/detector/live/event';
import type { Theme } from '../palette/theme.ts';
import { clockText } from '../text/quantity.ts';
import { eventText } from './event-text.ts';
import type { Reasons } from '@tunnelscope/detector/live/reasons';
import { heading, type Pieces, textLines, wrapped } from './section.ts';
import type { Block } from './stack.ts';

const MOST_EVENTS = 12;

/** @param width columns that the block will have: texts are wrapped */
export function reasonBlock(found: Reasons | null, width: number, theme: Theme): Block {
  const lines = found ? found.reasons.flatMap(({ effect, text }) => reasonLines(effect, text, width, theme)) : [plain('nothing judged yet')];
  const title = found ? `WHY ${found.likely.toUpperCase()}` : 'WHY';
  const note: Pieces = found?.reasons.some(({ effect }) => effect !== 0) ? [['+ speaks for it, - against', 'dim']] : [];
  return words(title, note, lines.length === 0 ? [plain('nothing in particular')] : lines, theme);
}

/** Latest first. */
export function eventBlock(events: readonly LiveEvent[], mask: (address: string) => string, theme: Theme): Block {
  const lines = events.slice(-MOST_EVENTS).toReversed().map((event): Pieces => [[clockText(event.time), 'dim'], [`  ${eventText(event, mask)}`, event.kind === 'verdict' ? event.verdict.verdict : null]]);
  return words('EVENTS', [], lines.length === 0 ? [plain('none yet')] : lines, theme);
}

function words(title: string, note: Pieces, lines: readonly Pieces[], theme: Theme): Block {
  return { least: 2, most: 1 + lines.length, draw: (width, height) => [heading(title, note, width, theme), ...textLines(lines, width, height - 1, theme)] };
}

function reasonLines(effect: number, text: string, width: number, theme: Theme): Pieces[] {
  const sign = effect === 0 ? ' ' : effect > 0 ? '+' : '-';
  const shown = theme.unicode ? text : text.replace(/[^\x20-\x7e]/g, '?');
  return wrapped(shown, Math.max(10, width - 2)).map((line, i) => [[i === 0 ? `${sign} ` : '  ', effect > 0 ? 'strong' : 'dim'], [line, null]]);
}

const plain = (text: string): Pieces => [[text, 'dim']];
