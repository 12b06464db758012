import type { Kernels } from '@tunnelscope/core/kernels';
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Theme } from '../palette/theme.ts';
import type { Frame } from '../state/frame.ts';
import type { UiState } from '../state/ui-state.ts';
import { flowsText } from '../text/quantity.ts';
import { headingLine } from './heading.ts';
import type { PlacedColumn } from './layout.ts';
import { pictureOf } from './picture.ts';
import { rowLine } from './row-line.ts';

export interface TableProps {
  readonly frame: Frame;
  readonly ui: UiState;
  readonly columns: readonly PlacedColumn[];
  /** Cells, and lines with the heading. */
  readonly width: number;
  readonly height: number;
  /** For the spikes of the pictures. */
  readonly kernels: Kernels;
  readonly theme: Theme;
}

/** The flows that fit on the screen. Each line is one text: laying out a box for each cell would cost more than all else. */
export function Table({ frame, ui, columns, width, height, kernels, theme }: TableProps): ReactNode {
  const lines = [headingLine(columns, ui.sort, ui.reverse, theme)];
  const pictureWidth = columns.find(({ column }) => column.id === 'downlink')?.width ?? 0;
  for (let place = ui.top; place < Math.min(frame.rows.length, ui.top + height - 1); place++) {
    const row = frame.rows[place]!;
    const selected = row.number === ui.selected;
    const painted = !selected && (row.ended === null || row.ended === 'capture ended');
    const picture = pictureOf(row.flow, frame.now, pictureWidth, theme, painted, kernels);
    lines.push(rowLine(row, columns, frame.now, selected, picture, theme));
  }
  if (frame.rows.length === 0) lines.push('', theme.paint('dim', `  ${emptyText(frame)}`));
  return (
    <Box width={width} height={height}>
      <Text wrap="truncate">{lines.slice(0, height).join('\n')}</Text>
    </Box>
  );
}

function emptyText({ now, all }: Frame): string {
  if (now === -Infinity) return 'waiting for packets';
  return all.length === 0 ? 'no flows' : `none of ${flowsText(all.length)} passes the filter (Esc clears it)`;
}
