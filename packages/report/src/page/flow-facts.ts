import type { FlowRecord } from '@tunnelscope/detector/flow-record';
import { flowFields } from '@tunnelscope/detector/flow-fields';
import type { FlowVerdict } from '@tunnelscope/detector/flow-verdict';
import { VERDICT_SYMBOLS } from '@tunnelscope/model/verdict-symbol';
import { type Html, html } from '../markup/html.ts';
import { clockText, numberText, percentText, plural, quantityText } from '../quantity.ts';
import { tableMarkup } from './table-markup.ts';

const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 47: 'GRE', 50: 'ESP', 58: 'ICMPv6', 132: 'SCTP' };

/** `10.0.0.2:5000 ← 10.0.0.1:443 UDP`: the client, what it receives from, and how. */
export function endpointsOf(record: FlowRecord): string {
  const { client, clientPort, server, serverPort, protocol } = flowFields('', record, false).flow;
  return `${endpoint(client, clientPort)} ← ${endpoint(server, serverPort)} ${PROTOCOLS[protocol] ?? `protocol ${protocol}`}`;
}

function endpoint(address: string, port: number): string {
  if (port === 0) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Flows that are looked at first; the others are for who opens their table. */
const FIRST = 12;

/** Verdicts on flows, a row each, the lighter ones folded. @param verdicts the heaviest first @param flows how many there are */
export function verdictTable(verdicts: readonly FlowVerdict[], flows: number): Html {
  const few = verdicts.length <= FIRST;
  const rest = few ? null : html`<details><summary>${plural(flows - FIRST, 'lighter flow')}</summary>${rowsOf(verdicts.slice(FIRST), flows - FIRST, 'Verdicts on the lighter flows, the heaviest first')}</details>`;
  return html`${rowsOf(few ? verdicts : verdicts.slice(0, FIRST), flows, 'Verdicts, the heaviest flows first')}${rest}`;
}

function rowsOf(verdicts: readonly FlowVerdict[], of: number, caption: string): Html {
  return html`<div class="whole verdicts">${tableMarkup({
    columns: ['client ← server', 'verdict', 'probability', 'tunnel', 'from, UTC', 'length', 'down', 'up'],
    rows: verdicts.map(({ record, verdict, subtype, probability }) => [
      endpointsOf(record),
      `${VERDICT_SYMBOLS[verdict].unicode} ${verdict}${subtype === null ? '' : ` ${subtype}`}`,
      percentText(probability), record.tunnel ?? '–', timeOf(record.start).replace(' UTC', ''), clockText(record.durationSeconds), quantityText(record.bytesDown, 'B'), quantityText(record.bytesUp, 'B'),
    ]),
    of,
  }, caption)}</div>`;
}

/** What is known of a flow. */
export function flowFacts({ record, decidedAfterSeconds, probabilities }: FlowVerdict): Html {
  const facts: readonly [string, string][] = [
    ['live, VOD, other', [probabilities.live, probabilities.vod, probabilities.other].map((share) => percentText(share)).join(', ')],
    ['verdict stands after', decidedAfterSeconds === null ? '–' : `${numberText(decidedAfterSeconds)} s`],
    ['begins', timeOf(record.start)], ['length', clockText(record.durationSeconds)],
    ['received', quantityText(record.bytesDown, 'B')], ['sent', quantityText(record.bytesUp, 'B')],
    ['packets', record.packets.toLocaleString('en-US')], ['tunnel', record.tunnel ?? 'none that is known'], ['resolution', record.resolution],
  ];
  return html`<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function timeOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
