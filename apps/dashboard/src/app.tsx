import { Box, Text, useInput } from 'ink';
import { memo, type ReactNode } from 'react';
import type { Dashboard } from './dashboard.ts';
import { Detail } from './detail/detail.tsx';
import { Footer } from './footer/footer.tsx';
import { Header } from './header/header.tsx';
import { Help } from './help/help.tsx';
import type { Theme } from './palette/theme.ts';
import type { ScreenLayout } from './screen-layout.ts';
import type { Key } from './state/key.ts';
import { ColumnChooser } from './table/column-chooser.tsx';
import { Table } from './table/table.tsx';
import { readKeys } from './terminal/read-key.ts';
import type { WatchOptions } from './watch-options.ts';

/** Drawn anew once a second of the stream, and while the display pauses not at all. */
const StillDetail = memo(Detail);

export interface AppProps {
  readonly options: Pick<WatchOptions, 'flows' | 'source' | 'engine' | 'modelName' | 'kernels'>;
  readonly dashboard: Pick<Dashboard, 'ui' | 'frame' | 'layout' | 'over' | 'error'>;
  readonly theme: Theme;
  /** Must not throw. */
  readonly onKey: (key: Key) => void;
}

/** The whole screen, drawn anew from one frame and the state of the keys: it holds nothing itself. */
export function App({ options, dashboard, theme, onKey }: AppProps): ReactNode {
  useInput((text, pressed) => {
    for (const key of readKeys(text, pressed)) onKey(key);
  });
  const { ui, frame, layout, over, error } = dashboard;
  const { width, bodyHeight } = layout;
  return (
    <Box flexDirection="column" width={width}>
      <Header source={options.source} engine={options.engine} modelName={options.modelName} totals={frame.totals} paused={ui.paused} over={over} error={error} width={width} theme={theme} />
      <Box height={bodyHeight}>
        <Body options={options} dashboard={dashboard} layout={layout} theme={theme} />
      </Box>
      <Footer ui={ui} frame={frame} over={over} error={error} width={width} theme={theme} />
    </Box>
  );
}

function Body({ options, dashboard, layout, theme }: Pick<AppProps, 'options' | 'dashboard' | 'theme'> & { readonly layout: ScreenLayout }): ReactNode {
  const { ui, frame } = dashboard;
  const { flows, kernels } = options;
  const { width, bodyHeight, tableWidth, detailWidth, columns } = layout;
  if (ui.mode.kind === 'help') return <Help width={width} height={bodyHeight} theme={theme} />;
  if (ui.mode.kind === 'columns') return <ColumnChooser hidden={ui.hidden} place={ui.mode.place} width={width} height={bodyHeight} theme={theme} />;
  const selected = frame.rows[ui.place];
  return (
    <>
      {tableWidth > 0 && <Table frame={frame} ui={ui} columns={columns} width={tableWidth} height={bodyHeight} kernels={kernels} theme={theme} />}
      {tableWidth > 0 && detailWidth > 0 && <Text>{Array<string>(bodyHeight).fill(theme.paint('dim', theme.unicode ? '│' : '|')).join('\n')}</Text>}
      {detailWidth > 0 && selected && (
        <StillDetail
          flow={selected.flow} revision={selected.flow.revision} events={flows.eventsOf(selected.number)} kernels={kernels} now={1000 * Math.floor(frame.now / 1000)}
          windowSeconds={ui.windowSeconds} theme={theme} width={detailWidth} height={bodyHeight}
        />
      )}
    </>
  );
}
