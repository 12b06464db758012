import { render } from 'ink-testing-library';
import { expect, test } from 'vitest';
import { createTheme } from '../palette/theme.ts';
import { Help } from './help.tsx';

const help = (width: number, height: number, unicode = true) => render(<Help width={width} height={height} theme={createTheme(false, unicode)} />).lastFrame()!.split('\n');

test('all of it is on the smallest screen', () => {
  const lines = help(60, 12);
  expect(lines).toHaveLength(12);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  const text = lines.join('\n');
  for (const word of ['j k arrows', 'PgUp PgDn', 'Enter Esc', 'Ctrl-C', 'rate>1M', 'verdict=live', '-word', '● live ■ vod ◇ other ? unknown']) expect(text).toContain(word);
});

test('below that, one column of as much as fits', () => {
  expect(help(40, 5)).toEqual([' j k arrows select a flow', ' PgUp PgDn  a screen up, down', ' g G        first, last flow', ' Enter Esc  its detail; back', ' /          filter']);
});

test('without Unicode all of it is ASCII', () => {
  expect(help(60, 12, false).join('')).toMatch(/^[\x20-\x7e]+$/);
});
