import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { verdictSymbol } from '../palette/symbols.ts';
import type { Theme } from '../palette/theme.ts';
import type { SourceView } from '../source-view.ts';
import type { Totals } from '../state/frame.ts';
import { plain } from '../text/plain.ts';
import { flowsText, shortNumber } from '../text/quantity.ts';
import { lineOf, type Segment } from './segments.ts';

export interface HeaderProps {
  readonly source: SourceView;
  readonly engine: string;
  readonly modelName: string;
  readonly totals: Totals;
  readonly paused: boolean;
  readonly over: boolean;
  /** What ended the source too early; null while all is well. */
  readonly error: string | null;
  readonly width: number;
  readonly theme: Theme;
}

const VERDICTS = ['live', 'vod', 'other', 'unknown'] as const;

/** Two lines: where the packets come from and how it stands; rates, verdicts and losses of all flows. */
export function Header({ source, engine, modelName, totals, paused, over, error, width, theme }: HeaderProps): ReactNode {
  const { rates, flows, verdicts } = totals;
  const speed = source.kind === 'replay' && source.speed !== Infinity ? ` ${source.speed}${theme.unicode ? '×' : 'x'}` : '';
  const first: Segment[] = [
    { text: 'tunnelscope', role: 'accent', rank: 7 },
    { text: `${plain(source.name)}${speed}`, role: 'strong', rank: 0 },
    { text: stateText(source, paused, over || error !== null), role: paused || error !== null || source.standing?.().wrong ? 'warning' : 'accent', rank: 1 },
    { text: plain(source.standing?.().why ?? ''), role: 'warning', rank: 1.5 },
    { text: `${shortNumber(rates.packets)} packet/s`, role: null, rank: 3 },
    { text: `${shortNumber(rates.bits).replace(/[kMGT]?$/, ' $&')}bit/s`, role: null, rank: 2 },
    { text: `engine ${engine}`, role: 'dim', rank: 5 },
    { text: `model ${plain(modelName)}`, role: 'dim', rank: 6 },
  ];
  const counters = [...source.counters(), { label: 'flows evicted', value: totals.evicted }, { label: 'stray packets', value: totals.strayPackets }].filter(({ value }) => value > 0);
  const second: Segment[] = [
    { text: flowsText(flows), role: 'strong', rank: 0 },
    ...VERDICTS.map((verdict, i): Segment => ({ text: `${verdictSymbol(verdict, theme)} ${verdicts[verdict]} ${verdict}`, role: verdict, rank: i + 1 })),
    ...(counters.length === 0 ? [{ text: 'nothing lost', role: 'dim', rank: 9 } as const] : []),
    { text: totals.idle === 0 ? '' : `${shortNumber(totals.idle)} expired`, role: 'dim', rank: 8 },
    ...counters.map(({ label, value }, i): Segment => ({ text: `${shortNumber(value)} ${plain(label)}`, role: 'warning', rank: i === 0 ? 0 : 10 + i })),
  ];
  return (
    <Box flexDirection="column">
      <Text wrap="truncate">{lineOf(first, width, theme)}</Text>
      <Text wrap="truncate">{lineOf(second, width, theme)}</Text>
    </Box>
  );
}

function stateText(source: SourceView, paused: boolean, over: boolean): string {
  const standing = source.standing?.();
  const state = standing ? plain(standing.text) : over ? 'capture ended' : source.kind === 'replay' ? 'replaying' : 'running';
  return paused ? `PAUSED, ${state}` : state;
}
