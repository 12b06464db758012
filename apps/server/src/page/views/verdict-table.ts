import type { VerdictRecord } from '../../routes/verdicts.ts';
import type { VerdictLine } from '../../schemas/verdict-line.ts';
import { addressOf, type Place } from '../place.ts';
import { h, type Tree } from '../tree.ts';
import { historyFilter } from './filter-form.ts';
import { endsText, foreign, kindNote, moment, verdictMark } from './pieces.ts';
import { pager } from './pager.ts';
import { percent } from './quantity.ts';

/** A page of /v1/verdicts. */
export interface VerdictPage {
  readonly verdicts: readonly VerdictRecord[];
  readonly nextCursor: string | null;
}

type Line = Pick<VerdictLine, 'flow' | 'verdict' | 'subtype' | 'probability'> & { readonly before?: VerdictLine['verdict'] | null; readonly cause?: string };

/** Verdicts as they were given, newest first. */
export function verdictHistory({ verdicts, nextCursor }: VerdictPage, place: Place): Tree[] {
  return [
    h('h2', { id: 'title', tabindex: '-1' }, 'History of verdicts'),
    historyFilter(place),
    h('div', { class: 'scroll', role: 'region', 'aria-labelledby': 'title', tabindex: '0' },
      h('table', {},
        h('caption', {}, 'Newest first.'),
        h('thead', {}, h('tr', {}, ['Recorded', 'Flow', 'Verdict', 'Probability', 'Before', 'From'].map((title) => h('th', { scope: 'col', class: title === 'Probability' ? 'number' : null }, title)))),
        h('tbody', {}, verdicts.map(row)),
      ),
    ),
    verdicts.length === 0 && h('p', { class: 'empty' }, 'No verdict was given yet.'),
    pager(place, nextCursor),
  ].filter((tree) => tree !== false);
}

function row({ id, recorded, source, capture, line: any }: VerdictRecord): Tree {
  const line = any as unknown as Line;
  const ends = h('bdi', {}, endsText(line.flow));
  return h('tr', { 'data-key': id },
    h('td', {}, moment(recorded)),
    h('th', { scope: 'row', class: 'ends' }, source === 'live' ? h('a', { href: addressOf({ view: 'history', flow: line.flow.id, list: {} }), 'data-row': true }, ends) : ends),
    h('td', {}, verdictMark(line.verdict, kindNote(line.subtype))),
    h('td', { class: 'number' }, percent(line.probability)),
    h('td', {}, line.before ? verdictMark(line.before, line.cause ? `(${line.cause})` : null) : '–'),
    h('td', {}, capture === null ? 'live' : h('bdi', {}, foreign(capture.name))),
  );
}
