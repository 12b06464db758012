import { Box, Text, useInput } from 'ink';
import type { ReactNode } from 'react';
import { Footer } from './footer/footer.tsx';
import { Header } from './header/header.tsx';
import { Help } from './help/help.tsx';
import type { Theme } from './palette/theme.ts';
import type { ScreenLayout } from './screen-layout.ts';
import type { Frame } from './state/frame.ts';
import type { Key } from './state/key.ts';
import type { UiState } from './state/ui-state.ts';
import { ColumnChooser } from './table/column-chooser.tsx';
import { Table } from './table/table.tsx';
import { readKey } from './terminal/read-key.ts';
import type { WatchOptions } from './watch-options.ts';

export interface AppProps {
  readonly options: Pick<WatchOptions, 'source' | 'engine' | 'modelName' | 'detector' | 'kernels' | 'model'>;
  readonly ui: UiState;
  readonly frame: Frame;
  readonly layout: ScreenLayout;
  /** Whether the capture ended. */
  readonly over: boolean;
  /** What ended the source too early; null while all is well. */
  readonly error: string | null;
  readonly theme: Theme;
  /** Must not throw. */
  readonly onKey: (key: Key) => void;
}

/** The whole screen, drawn anew from one frame and the state of the keys: it holds nothing itself. */
export function App({ options, ui, frame, layout, over, error, theme, onKey }: AppProps): ReactNode {
  useInput((text, pressed) => {
    const key = readKey(text, pressed);
    if (key) onKey(key);
  });
  const { width, bodyHeight } = layout;
  return (
    <Box flexDirection="column" width={width}>
      <Header source={options.source} engine={options.engine} modelName={options.modelName} totals={frame.totals} paused={ui.paused} over={over} error={error} width={width} theme={theme} />
      <Box height={bodyHeight} overflow="hidden">
        <Body options={options} ui={ui} frame={frame} layout={layout} theme={theme} />
      </Box>
      <Footer ui={ui} frame={frame} over={over} error={error} width={width} theme={theme} />
    </Box>
  );
}

function Body({ options, ui, frame, layout, theme }: Pick<AppProps, 'options' | 'ui' | 'frame' | 'layout' | 'theme'>): ReactNode {
  const { width, bodyHeight, tableWidth, detailWidth, columns } = layout;
  if (ui.mode.kind === 'help') return <Help width={width} height={bodyHeight} theme={theme} />;
  if (ui.mode.kind === 'columns') return <ColumnChooser hidden={ui.hidden} place={ui.mode.place} width={width} height={bodyHeight} theme={theme} />;
  const selected = frame.rows[ui.place];
  return (
    <>
      {tableWidth > 0 && <Table frame={frame} ui={ui} columns={columns} width={tableWidth} height={bodyHeight} kernels={options.kernels} theme={theme} />}
      {tableWidth > 0 && detailWidth > 0 && <Text>{Array<string>(bodyHeight).fill(theme.paint('dim', theme.unicode ? '│' : '|')).join('\n')}</Text>}
      {detailWidth > 0 && selected && <Text wrap="truncate">{`detail of ${selected.client}`}</Text>}
    </>
  );
}
