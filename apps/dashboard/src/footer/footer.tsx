import { Text } from 'ink';
import type { ReactNode } from 'react';
import { lineOf, type Segment } from '../header/segments.ts';
import type { Theme } from '../palette/theme.ts';
import type { Frame } from '../state/frame.ts';
import type { UiState } from '../state/ui-state.ts';
import { plain } from '../text/plain.ts';
import { flowsText } from '../text/quantity.ts';

export interface FooterProps {
  readonly ui: UiState;
  readonly frame: Frame;
  readonly over: boolean;
  /** What ended the source too early; null while all is well. */
  readonly error: string | null;
  readonly width: number;
  readonly theme: Theme;
}

/** Keys and what they do; where not all fit, those with the highest rank are left out. */
const HINTS: Readonly<Record<UiState['mode']['kind'], readonly (readonly [text: string, rank: number])[]>> = {
  table: [['? help', 4], ['/ filter', 6], ['s sort', 8], ['Enter detail', 7], ['q quit', 5]],
  detail: [['Esc back', 4], ['j k next flow', 6], ['w window', 7], ['e export', 8], ['q quit', 5]],
  help: [['any key goes back', 4], ['q quit', 5]],
  filter: [],
  columns: [['Esc back', 4], ['q quit', 5]],
  export: [],
  exporting: [],
};

/** The last line: what is being typed, what went wrong, what was done, or the keys to press. */
export function Footer({ ui, frame, over, error, width, theme }: FooterProps): ReactNode {
  return <Text wrap="truncate">{lineOf(segments({ ui, frame, over, error }, theme), width, theme)}</Text>;
}

function segments({ ui, frame, over, error }: Pick<FooterProps, 'ui' | 'frame' | 'over' | 'error'>, { unicode }: Theme): Segment[] {
  const { mode } = ui;
  const cursor = unicode ? '▏' : '_';
  if (mode.kind === 'filter') {
    return [
      { text: `/${ui.filter}${cursor}`, role: 'strong', rank: 0 },
      frame.filterError ? { text: plain(frame.filterError), role: 'warning', rank: 1 } : { text: shownText(frame), role: 'dim', rank: 1 },
    ];
  }
  if (mode.kind === 'export') {
    return [
      { text: `export ${mode.what === 'flow' ? 'this flow' : 'the table'} to: ${mode.file}${cursor}`, role: 'strong', rank: 0 },
      { text: 'Tab: flow or table; .csv or .ndjson', role: 'dim', rank: 1 },
    ];
  }
  if (mode.kind === 'exporting') return [{ text: `writing ${mode.file}`, role: 'dim', rank: 0 }];
  const place = frame.rows.length === 0 ? '' : `${ui.place + 1}/${frame.rows.length}`;
  const first: Segment[] = [];
  if (ui.message !== null) first.push({ text: plain(ui.message), role: 'strong', rank: 0 });
  else if (error !== null) first.push({ text: plain(error), role: 'warning', rank: 0 });
  else if (over) first.push({ text: 'capture ended, final verdicts', role: 'accent', rank: 1 });
  if (ui.filter !== '') first.push({ text: `/${ui.filter}`, role: 'strong', rank: 2 });
  return [...first, { text: place, role: null, rank: 3 }, ...HINTS[mode.kind].map(([text, rank]): Segment => ({ text, role: 'dim', rank }))];
}

function shownText({ rows, all }: Frame): string {
  return `${rows.length} of ${flowsText(all.length)}`;
}
