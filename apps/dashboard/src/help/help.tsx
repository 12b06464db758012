import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { verdictSymbol } from '../palette/symbols.ts';
import type { Theme } from '../palette/theme.ts';

export interface HelpProps {
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
}

/** Keys and what they do. All of the help fits a screen of 60 × 15. */
const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['j k arrows', 'select a flow'],
  ['PgUp PgDn', 'a screen up, down'],
  ['g G', 'first, last flow'],
  ['Enter Esc', 'its detail; back'],
  ['/', 'filter'],
  ['s r', 'sort; reverse'],
  ['c', 'choose columns'],
  ['w', 'length of pictures'],
  ['p', 'pause the display'],
  ['e', 'export flow, table'],
  ['q Ctrl-C', 'quit'],
];

const FILTER: readonly (readonly [word: string, what: string])[] = [
  ['10.0.', 'words of a row'],
  ['verdict=live', 'vod, other ...'],
  ['rate>1M', 'bits a second'],
  ['confidence<80', 'per cent'],
  ['-word', 'must not hold'],
];

const LEFT = 10;
const HALF = 30;

/** Keys, the filter's language and the symbols, side by side where there is room. */
export function Help({ width, height, theme }: HelpProps): ReactNode {
  const { paint } = theme;
  const keys = KEYS.map(([key, what]) => [`${key.padEnd(LEFT)} ${what}`, `${paint('strong', key.padEnd(LEFT))} ${what}`] as const);
  const symbols = (['live', 'vod', 'other', 'unknown'] as const).map((verdict) => paint(verdict, `${verdictSymbol(verdict, theme)} ${verdict}`)).join(' ');
  const right = [paint('accent', 'filter'), ...FILTER.map(([word, what]) => `${paint('strong', word.padEnd(13))} ${what}`), '', paint('accent', 'verdicts'), symbols];
  const lines = width >= 2 * HALF
    ? [paint('accent', ' keys'.padEnd(HALF)) + right[0], ...keys.map(([plain, painted], i) => ` ${painted}${' '.repeat(HALF - 1 - plain.length)}${right[i + 1] ?? ''}`)]
    : [...keys.map(([, painted]) => ` ${painted}`), ...right.map((line) => ` ${line}`)];
  return (
    <Box width={width} height={height}>
      <Text wrap="truncate">{lines.slice(0, height).join('\n')}</Text>
    </Box>
  );
}
