import type { FlowDetail } from '../../schemas/flow.ts';
import { addressOf, type Place } from '../place.ts';
import { h, type Tree } from '../tree.ts';
import { figures } from './figures.ts';
import { ENDS, endsText, kindNote, moment, protocolText, TUNNELS, verdictMark } from './pieces.ts';
import { count, duration, percent, quantity } from './quantity.ts';

/** Everything about one flow. */
export function flowView(detail: FlowDetail, place: Place): Tree[] {
  const { flow, verdict, subtype, probability, likely, since, start, durationSeconds, packets, bytesDown, bytesUp, bitsPerSecond, clientCertain, ended, resolution } = detail;
  const facts: readonly (readonly [string, Tree | string | (Tree | string)[]])[] = [
    ['Verdict', [verdictMark(verdict, kindNote(subtype)), ` ${percent(probability)}`, ...(verdict === 'unknown' && likely !== null ? [`, perhaps ${likely}`] : [])]],
    ['Since', moment(since)],
    ['Protocol', [protocolText(flow.protocol), flow.tunnel === null ? '' : `, ${TUNNELS[flow.tunnel]}`]],
    ['Client', clientCertain ? 'certain' : 'provisional'],
    ['Rate', ended === null ? quantity(bitsPerSecond, 'bit/s') : '–'],
    ['Down', quantity(bytesDown, 'B')],
    ['Up', quantity(bytesUp, 'B')],
    ['Packets', count(packets)],
    ['First seen', [moment(start), ` for ${duration(durationSeconds)}`]],
    ...(ended === null ? [] : [['Ended', ENDS[ended]!] as const]),
    ...(resolution === 'second' ? [['Known by', 'one-second totals'] as const] : []),
  ];
  return [
    h('p', {}, h('a', { href: addressOf({ ...place, flow: null }), id: 'back' }, '← Back to the list')),
    h('h2', { id: 'title', tabindex: '-1' }, h('bdi', {}, endsText(flow))),
    h('dl', { class: 'facts' }, facts.map(([term, text]) => h('div', {}, h('dt', {}, term), h('dd', {}, text)))),
    reasons(detail),
    ...figures(detail),
  ];
}

function reasons({ reasons: told, likely }: FlowDetail): Tree {
  return h('section', { 'aria-labelledby': 'reasons' },
    h('h3', { id: 'reasons' }, likely === null ? 'Why' : `Why ${likely}`),
    told.length === 0
      ? h('p', {}, 'Too little was seen to judge.')
      : h('ul', { class: 'reasons' }, told.map(({ text, effect }) => h('li', {}, h('span', { class: 'effect' }, effect === 0 ? '' : effect > 0 ? 'speaks for it: ' : 'speaks against it: '), text))),
  );
}
