import { render } from 'ink-testing-library';
import { expect, test } from 'vitest';
import { createTheme } from '../palette/theme.ts';
import { ColumnChooser } from './column-chooser.tsx';

const chooser = (height: number, place: number) =>
  render(<ColumnChooser hidden={['tunnel']} place={place} width={60} height={height} theme={createTheme(false, true)} />).lastFrame()!.split('\n');

test('columns that are shown are ticked', () => {
  const lines = chooser(12, 0);
  expect(lines.slice(2).map((line) => /\[.\] \w+/.exec(line)?.[0])).toEqual([
    '[x] client', '[x] server', '[ ] tunnel', '[x] rate', '[x] verdict', '[x] confidence', '[x] since', '[x] for', '[x] downlink', undefined,
  ]);
});

test('on a low screen the list scrolls to the cursor', () => {
  expect(chooser(6, 8).at(-1)).toContain('downlink');
  expect(chooser(6, 0)[2]).toContain('client');
});
