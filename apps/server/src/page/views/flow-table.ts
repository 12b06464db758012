import type { ListedFlow } from '../../schemas/flow.ts';
import { addressOf, changed, type Place, ROWS, sortOf } from '../place.ts';
import { h, type Tree } from '../tree.ts';
import { flowFilter } from './filter-form.ts';
import { endpoint, kindNote, moment, protocolText, TUNNELS, verdictMark } from './pieces.ts';
import { duration, percent, quantity } from './quantity.ts';
import { pager } from './pager.ts';

/** A page of /v1/flows. */
export interface FlowPage {
  readonly flows: readonly ListedFlow[];
  readonly nextCursor: string | null;
}

interface Column {
  readonly title: string;
  /** As /v1/flows has it; null: it cannot be sorted by this. */
  readonly sort: string | null;
  readonly class?: string;
  readonly cell: (flow: ListedFlow) => Tree | string;
}

const COLUMNS: readonly Column[] = [
  { title: 'Verdict', sort: null, cell: ({ verdict, subtype }) => verdictMark(verdict, kindNote(subtype)) },
  { title: 'Probability', sort: 'probability', class: 'number', cell: ({ probability }) => percent(probability) },
  { title: 'Rate', sort: 'bitsPerSecond', class: 'number', cell: ({ bitsPerSecond }) => quantity(bitsPerSecond, 'bit/s') },
  { title: 'Bytes', sort: 'bytes', class: 'number', cell: ({ bytesDown, bytesUp }) => quantity(bytesDown + bytesUp, 'B') },
  { title: 'Tunnel', sort: null, class: 'wide', cell: ({ flow }) => (flow.tunnel === null ? protocolText(flow.protocol) : TUNNELS[flow.tunnel]!) },
  { title: 'Seen for', sort: 'duration', class: 'number wide', cell: ({ durationSeconds }) => duration(durationSeconds) },
  { title: 'Verdict since', sort: null, class: 'number wide', cell: ({ since }) => moment(since) },
];

/** The list of flows with its filter. */
export function flowList(page: FlowPage, place: Place): Tree[] {
  return [
    h('h2', { id: 'title', tabindex: '-1' }, place.list.state === 'ended' ? 'Flows that have ended' : 'Flows'),
    flowFilter(place),
    h('div', { class: 'scroll', role: 'region', 'aria-labelledby': 'title', tabindex: '0' },
      h('table', { class: 'flows' },
        h('caption', {}, captionOf(page, place)),
        h('thead', {}, h('tr', {}, heading({ title: 'Client → server', sort: null, cell: () => '' }, place), COLUMNS.map((column) => heading(column, place)))),
        h('tbody', {}, page.flows.map((flow) => row(flow, place))),
      ),
    ),
    page.flows.length === 0 && h('p', { class: 'empty' }, 'No flows here. Sensors push packets to /v1/packets; the service follows an interface with --interface; or classify a capture.'),
    pager(place, page.nextCursor),
  ].filter((tree) => tree !== false);
}

function captionOf({ flows, nextCursor }: FlowPage, { list }: Place): string {
  const sort = sortOf(list);
  const [by, descending] = [sort.replace('-', ''), sort.startsWith('-')];
  const name = COLUMNS.find((column) => column.sort === by)?.title.toLowerCase() ?? by;
  const first = by === 'start' ? (descending ? 'latest' : 'earliest') : descending ? 'largest' : 'smallest';
  const which = flows.length === 0 ? 'None' : `${flows.length}${nextCursor === null && !list.cursor ? '' : ` of more, ${ROWS} a page`}`;
  return `${which}, by ${name}, ${first} first. Arrow keys move between flows, Enter opens one.`;
}

function heading({ title, sort, class: style }: Column, place: Place): Tree {
  if (sort === null) return h('th', { scope: 'col', class: style }, title);
  const current = sortOf(place.list);
  const state = current === sort ? 'ascending' : current === `-${sort}` ? 'descending' : null;
  const next = changed(place, { sort: state === 'descending' ? sort : `-${sort}` });
  return h('th', { scope: 'col', class: style, 'aria-sort': state }, h('a', { id: `sort-${sort}`, href: addressOf(next) }, title, h('span', { class: 'arrow', 'aria-hidden': 'true' }, state === null ? '' : state === 'descending' ? ' ▼' : ' ▲')));
}

function row(flow: ListedFlow, place: Place): Tree {
  const { id, client, clientPort, server, serverPort } = flow.flow;
  const href = addressOf({ ...place, flow: id });
  // A flow can end more than once: its identifier alone is no key.
  return h('tr', { 'data-key': `${id} ${flow.start}` },
    h('th', { scope: 'row', class: 'ends' }, h('a', { href, 'data-row': true }, h('bdi', {}, endpoint(client, clientPort)), '\u00a0→ ', h('bdi', {}, endpoint(server, serverPort)))),
    COLUMNS.map(({ cell, class: style }) => h('td', { class: style }, cell(flow))),
  );
}
