import { loadKernels } from '@tunnelscope/core';
import { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { render } from 'ink-testing-library';
import { expect, test } from 'vitest';
import { createTheme } from '../palette/theme.ts';
import { WALL_CLOCK } from '@tunnelscope/detector/live/clock';
import { LocalFlows } from '../local/local-flows.ts';
import { arrange } from '../state/frame.ts';
import { INITIAL, type UiState } from '../state/ui-state.ts';
import { layOut } from './layout.ts';
import { Table } from './table.tsx';

const kernels = await loadKernels('typescript');
const model = await loadDefaultModel();
const detector = new LiveDetector({ kernels, model });
const flows = new LocalFlows({ detector, model, packets: (async function* () {})(), speed: Infinity, clock: WALL_CLOCK });
const REVERSED = '\u001b[7m';
const NO_MORE = '\u001b[27m';
const T0 = Date.UTC(2026, 5, 1, 12);

// Two flows: 1000 bytes down in every fourth second, and 500 in each.
for (let second = 0; second < 20; second++) {
  const rows = [[0, second % 4 === 0 ? 1000 : 100], [1, 500]] as const;
  detector.feed({
    kind: 'seconds', count: 2, time: Float64Array.of(T0 + 1000 * second, T0 + 1000 * second), flow: Uint32Array.of(0, 1),
    bytesFromA: Float64Array.of(0, 0), bytesFromB: Float64Array.from(rows, ([, bytes]) => bytes), packetsFromA: Float64Array.of(0, 0), packetsFromB: Float64Array.of(1, 1),
    newFlows: second > 0 ? [] : [0, 1].map((number) => ({ number, a: { address: `10.0.0.${number + 1}`, port: 4000 }, b: { address: 'caf\u001b[31mé', port: 443 }, protocol: 6 })),
    evictedFlows: [],
  });
}

function table(ui: Partial<UiState>, color = false, width = 80): string[] {
  const state: UiState = { ...INITIAL, ...ui };
  const { frame } = arrange(flows.look(0), state, { accepts: () => true, error: null });
  return render(<Table frame={frame} ui={state} columns={layOut(width - 1, state.hidden)} width={width} height={6} kernels={kernels} theme={createTheme(color, true)} />).lastFrame()!.split('\n');
}

test('a row for each flow, the spikes of its downlink marked, names of hosts made harmless', () => {
  expect(table({ selected: 0 })).toEqual([
    ' client        server        tunnel    rate▼ verdict      conf    since downlink',
    ' 10.0.0.2:4000 caf?[31m?:443            4.0k ? unknown                  ████████',
    // Of the last ten full seconds two had 1000 bytes.
    `${REVERSED}▶10.0.0.1:4000 caf?[31m?:443            2.2k ? unknown                  ▁▲▁▁▁▲▁▁${NO_MORE}`,
    '', '', '',
  ]);
});

test('order, filter and columns', () => {
  expect(table({ reverse: true })[0]).toContain('rate▲');
  expect(table({ reverse: true })[1]).toContain('10.0.0.1');
  expect(table({ sort: 'client' })[1]).toContain('10.0.0.1');
  expect(table({ filter: 'rate>3k' }).filter((line) => line.includes('10.0.0.'))).toHaveLength(1);
  expect(table({ filter: 'nothing' }).join('')).toContain('none of 2 flows passes the filter (Esc clears it)');
  expect(table({ hidden: ['server', 'for'] })[0]).not.toContain('server');
  expect(table({ top: 1 })[1]).toContain('10.0.0.1');
});

test('what is selected is reversed as a whole; other rows have colours for what they say', () => {
  const [, first, second] = table({ selected: 0 }, true);
  expect(second).toMatch(/▶10\.0\.0\.1/);
  expect(second!.split('\u001b')).toEqual(['', expect.stringMatching(/^\[7m/), '[27m']);
  expect(first).toContain('\u001b[38;5;244m? unknown');
});
