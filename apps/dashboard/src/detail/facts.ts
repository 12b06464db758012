import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowAbout } from '../flow-source.ts';
import { verdictSymbol } from '../palette/symbols.ts';
import type { Theme } from '../palette/theme.ts';
import { endpointText } from '../text/endpoint.ts';
import { clockText, shortDuration, shortNumber } from '../text/quantity.ts';
import { tunnelText } from './event-text.ts';
import type { Pieces } from './section.ts';

const PROTOCOLS: Readonly<Record<number, string>> = { 6: 'TCP', 17: 'UDP', 47: 'GRE', 50: 'ESP' };

export interface FactsOptions {
  readonly about: FlowAbout;
  readonly events: readonly EventLine[];
  /** Epoch ms. */
  readonly now: number;
}

/** What is known of a flow, most important line first. */
export function facts({ about, events, now }: FactsOptions, theme: Theme): Pieces[] {
  const { flow, clientCertain, start, packets, bytesDown, bytesUp, resolution } = about;
  const arrow = theme.unicode ? '→' : '->';
  const dot = theme.unicode ? ' · ' : ', ';
  const protocol = PROTOCOLS[flow.protocol] ?? `protocol ${flow.protocol}`;
  const end = events.findLast((event) => event.kind === 'end');
  return [
    [...verdictPieces(about, now, theme), ...(end ? ([[`${dot}ended ${clockText(Date.parse(end.time))}`, 'dim']] as const) : [])],
    [[`${endpointText(flow.client, flow.clientPort)} ${arrow} ${endpointText(flow.server, flow.serverPort)}`, 'strong'], [`  ${[protocol, tunnelText(flow.tunnel)].filter(Boolean).join(' ')}`, null]],
    [
      [`client ${clientCertain ? 'certain' : 'provisional'}`, clientCertain ? 'dim' : 'warning'],
      [[`${dot}${shortNumber(bytesDown)}B down`, `${shortNumber(bytesUp)}B up`, `${shortNumber(packets)} packets`, `since ${clockText(Date.parse(start))}`, ...(resolution === 'second' ? ['one-second totals'] : [])].join(dot), 'dim'],
    ],
  ];
}

function verdictPieces({ verdict, subtype, probability, likely, since, start }: FlowAbout, now: number, theme: Theme): Pieces {
  if (probability === null) {
    return [[`${verdictSymbol('unknown', theme)} no verdict yet`, 'unknown'], [likely ? `  perhaps ${likely}` : `  ${shortDuration((now - Date.parse(start)) / 1000)} seen`, 'dim']];
  }
  const name = `${verdictSymbol(verdict, theme)} ${verdict}${subtype === null ? '' : ` ${subtype}`} ${Math.round(100 * probability)} %`;
  return [
    [name, verdict],
    [since === null ? '' : `  since ${clockText(Date.parse(since))} (${shortDuration((now - Date.parse(since)) / 1000)})`, null],
    [verdict === 'unknown' ? `  perhaps ${likely}` : '', 'dim'],
  ];
}
