import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Theme } from '../palette/theme.ts';
import { COLUMNS, type ColumnId } from './columns.ts';

export interface ColumnChooserProps {
  readonly hidden: readonly ColumnId[];
  readonly place: number;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
}

/** The list of columns with those that are shown ticked. */
export function ColumnChooser({ hidden, place, width, height, theme }: ColumnChooserProps): ReactNode {
  const lines = COLUMNS.map(({ id, title }, i) => {
    const tick = hidden.includes(id) ? '[ ]' : '[x]';
    const line = ` ${tick} ${id === title ? id : `${id} (${title})`}`.padEnd(26);
    return i === place ? theme.paint('selected', line) : line;
  });
  const room = Math.max(1, height - 2);
  const top = Math.max(0, Math.min(place - room + 1, lines.length - room));
  return (
    <Box width={width} height={height}>
      <Text wrap="truncate">
        {[theme.paint('accent', ' columns: Space shows or hides, Esc goes back'), '', ...lines.slice(Math.max(0, top), Math.max(0, top) + room)].join('\n')}
      </Text>
    </Box>
  );
}
