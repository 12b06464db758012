import type { Row } from '../state/row.ts';
import { clockText, shortDuration, shortNumber } from '../text/quantity.ts';

export type ColumnId = 'client' | 'server' | 'tunnel' | 'rate' | 'verdict' | 'confidence' | 'since' | 'for' | 'downlink';

export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  /** Cells at least, and as many as it can use; Infinity: whatever is left. */
  readonly least: number;
  readonly most: number;
  readonly align: 'left' | 'right';
  /** Where not all columns fit, those with the highest number go first. */
  readonly rank: number;
  /** Plain text of one cell, one character a cell. @param now epoch ms of the stream @param width cells: what is longer is cut */
  readonly text: (row: Row, now: number, width: number) => string;
  /** Ascending order. */
  readonly compare: (x: Row, y: Row) => number;
  /** Whether the order that is wanted at first is descending. */
  readonly descending: boolean;
}

const VERDICT_ORDER: Readonly<Record<Row['verdict'], number>> = { unknown: 0, other: 1, vod: 2, live: 3 };
/** A collator would cost ten times as much, and addresses are ASCII. */
const compareText = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);

/** All columns, from left to right. */
export const COLUMNS: readonly Column[] = [
  { id: 'client', title: 'client', least: 13, most: 22, align: 'left', rank: 1, descending: false, text: ({ client }, _, width) => shortEndpoint(client, width), compare: (x, y) => compareText(x.client, y.client) },
  { id: 'server', title: 'server', least: 13, most: 22, align: 'left', rank: 2, descending: false, text: ({ server }, _, width) => shortEndpoint(server, width), compare: (x, y) => compareText(x.server, y.server) },
  { id: 'tunnel', title: 'tunnel', least: 9, most: 9, align: 'left', rank: 7, descending: false, text: ({ tunnel }) => tunnel ?? '', compare: (x, y) => compareText(x.tunnel ?? '~', y.tunnel ?? '~') },
  { id: 'rate', title: 'rate', least: 5, most: 5, align: 'right', rank: 3, descending: true, text: ({ rate }) => shortNumber(rate), compare: (x, y) => x.rate - y.rate },
  { id: 'verdict', title: 'verdict', least: 9, most: 12, align: 'left', rank: 0, descending: true, text: verdictText, compare: (x, y) => VERDICT_ORDER[x.verdict] - VERDICT_ORDER[y.verdict] },
  { id: 'confidence', title: 'conf', least: 5, most: 5, align: 'right', rank: 4, descending: true, text: ({ probability }) => (probability === null ? '' : `${Math.round(100 * probability)}%`), compare: (x, y) => (x.probability ?? 0) - (y.probability ?? 0) },
  { id: 'since', title: 'since', least: 8, most: 8, align: 'right', rank: 5, descending: true, text: ({ since }) => (since === null ? '' : clockText(since)), compare: (x, y) => (x.since ?? 0) - (y.since ?? 0) },
  { id: 'for', title: 'for', least: 6, most: 6, align: 'right', rank: 8, descending: true, text: ({ since }, now) => (since === null ? '' : shortDuration((now - since) / 1000)), compare: (x, y) => (y.since ?? Infinity) - (x.since ?? Infinity) || 0 },
  { id: 'downlink', title: 'downlink', least: 8, most: Infinity, align: 'left', rank: 6, descending: true, text: () => '', compare: (x, y) => x.flow.bytesDown - y.flow.bytesDown },
];

export const COLUMN_OF: ReadonlyMap<ColumnId, Column> = new Map(COLUMNS.map((column) => [column.id, column]));

/** The verdict in words; its symbol is put before it. Broadcast is what live means unless something else is said. */
function verdictText({ verdict, subtype }: Row, _: number, width: number): string {
  const all = subtype === null || subtype === 'broadcast' ? verdict : `${verdict} ${subtype}`;
  return all.length <= width ? all : verdict;
}

/** Without its port where both do not fit, and without its middle where not even the address does: hosts of one network differ at the end. */
function shortEndpoint(endpoint: string, width: number): string {
  if (endpoint.length <= width) return endpoint;
  const address = endpoint.replace(/^\[(.*)\]:\d+$/, '$1').replace(/^([^:]+):\d+$/, '$1');
  if (address.length <= width) return address;
  const tail = Math.ceil((width - 2) / 2);
  return `${address.slice(0, width - 2 - tail)}..${address.slice(address.length - tail)}`;
}
