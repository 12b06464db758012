import type { LiveEvent } from '@tunnelscope/detector/live/event';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import { verdictSymbol } from '../palette/symbols.ts';
import type { Theme } from '../palette/theme.ts';
import { endpointText } from '../text/endpoint.ts';
import { clockText, shortDuration, shortNumber } from '../text/quantity.ts';
import { tunnelText } from './event-text.ts';
import { likelyOf } from '@tunnelscope/detector/live/reasons';
import type { Pieces } from './section.ts';

const PROTOCOLS: Readonly<Record<number, string>> = { 6: 'TCP', 17: 'UDP', 47: 'GRE', 50: 'ESP' };

export interface FactsOptions {
  readonly flow: LiveFlow;
  readonly events: readonly LiveEvent[];
  /** Epoch ms. */
  readonly now: number;
  readonly mask: (address: string) => string;
}

/** What is known of a flow, most important line first. */
export function facts({ flow, events, now, mask }: FactsOptions, theme: Theme): Pieces[] {
  const { flow: ends, side, tunnel, start, packets, bytesDown, bytesUp, resolution } = flow;
  const [client, server] = side.side === 'a' ? [ends.a, ends.b] : [ends.b, ends.a];
  const arrow = theme.unicode ? '→' : '->';
  const dot = theme.unicode ? ' · ' : ', ';
  const protocol = PROTOCOLS[ends.protocol] ?? `protocol ${ends.protocol}`;
  const end = events.findLast((event) => event.kind === 'end');
  return [
    [...verdictPieces(flow, events, now, theme), ...(end ? ([[`${dot}ended ${clockText(end.time)}`, 'dim']] as const) : [])],
    [[`${endpointText(client, mask)} ${arrow} ${endpointText(server, mask)}`, 'strong'], [`  ${[protocol, tunnelText(tunnel)].filter(Boolean).join(' ')}`, null]],
    [
      [`client ${side.certain ? 'certain' : 'provisional'}`, side.certain ? 'dim' : 'warning'],
      [[`${dot}${shortNumber(bytesDown)}B down`, `${shortNumber(bytesUp)}B up`, `${shortNumber(packets)} packets`, `since ${clockText(start)}`, ...(resolution === 'second' ? ['one-second totals'] : [])].join(dot), 'dim'],
    ],
  ];
}

function verdictPieces(flow: LiveFlow, events: readonly LiveEvent[], now: number, theme: Theme): Pieces {
  const { current } = flow.policy;
  if (!current) {
    const likely = likelyOf(flow);
    return [[`${verdictSymbol('unknown', theme)} no verdict yet`, 'unknown'], [likely ? `  perhaps ${likely}` : `  ${shortDuration((now - flow.start) / 1000)} seen`, 'dim']];
  }
  const ruled = events.findLast((event) => event.kind === 'verdict');
  const name = `${verdictSymbol(current.verdict, theme)} ${current.verdict}${current.subtype === null ? '' : ` ${current.subtype}`} ${Math.round(100 * current.probability)} %`;
  return [
    [name, current.verdict],
    [ruled ? `  since ${clockText(ruled.since)} (${shortDuration((now - ruled.since) / 1000)})` : '', null],
    [current.verdict === 'unknown' ? `  perhaps ${current.likely}` : '', 'dim'],
  ];
}
