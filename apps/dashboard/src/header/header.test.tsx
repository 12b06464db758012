import { render } from 'ink-testing-library';
import { expect, test } from 'vitest';
import { createTheme } from '../palette/theme.ts';
import type { SourceView } from '../source-view.ts';
import { Header } from './header.tsx';

const source: SourceView = { name: 'eth0', kind: 'interface', speed: 1, counters: () => [{ label: 'dropped', value: 12_000 }, { label: 'not IP', value: 0 }], error: () => null };
const totals = { flows: 7, verdicts: { live: 1, vod: 2, other: 3, unknown: 1 }, rates: { packets: 1234, bits: 5_600_000 }, idle: 4, evicted: 0, strayPackets: 2 };
const header = (width: number, changes: Partial<Parameters<typeof Header>[0]> = {}) =>
  render(<Header source={source} engine="wasm" modelName="default" totals={totals} paused={false} over={false} error={null} width={width} theme={createTheme(false, true)} {...changes} />).lastFrame()!.split('\n');

test('everything is said where there is room', () => {
  expect(header(100)).toEqual([
    'tunnelscope  eth0  running  1.2k packet/s  5.6 Mbit/s  engine wasm  model default',
    '7 flows  ● 1 live  ■ 2 vod  ◇ 3 other  ? 1 unknown  4 expired  12k dropped  2 stray packets',
  ]);
});

test('on a narrow screen the source, the flows and what was lost remain', () => {
  expect(header(32)).toEqual(['eth0  running  5.6 Mbit/s', '7 flows  ● 1 live  12k dropped']);
  expect(header(12, { source: { ...source, name: 'a-capture-with-a-long-name.pcap' } })[0]).toBe('a-capture-w…');
});

test('flows that memory had no room for are counted', () => {
  expect(header(120, { totals: { ...totals, evicted: 3 } })[1]).toContain('3 flows evicted');
});

test('it says how the source stands', () => {
  expect(header(60, { paused: true })[0]).toContain('PAUSED, running');
  expect(header(60, { over: true })[0]).toContain('capture ended');
  expect(header(60, { error: 'gone' })[0]).toContain('capture ended');
  const standing = () => ({ text: 'reconnecting', why: 'in 3 s: \u001b[2J', wrong: true });
  expect(header(60, { source: { ...source, kind: 'server', standing } })[0]).toContain('eth0  reconnecting  in 3 s: ?[2J');
  expect(header(20, { source: { ...source, kind: 'server', standing } })[0]).toBe('eth0  reconnecting');
  expect(header(60, { source: { ...source, kind: 'replay', speed: 10 } })[0]).toContain('eth0 10×  replaying');
});

test('nothing lost is said too', () => {
  expect(header(80, { source: { ...source, counters: () => [] }, totals: { ...totals, strayPackets: 0 } })[1]).toContain('nothing lost');
});
