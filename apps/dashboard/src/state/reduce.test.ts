import { expect, test } from 'vitest';
import type { Key } from './key.ts';
import { reduce } from './reduce.ts';
import { settle, type View } from './selection.ts';
import { INITIAL, type UiState } from './ui-state.ts';

const view: View = { order: Array.from({ length: 100 }, (_, i) => 1000 + i), height: 10, columns: ['client', 'rate', 'verdict'] };
const start = settle(INITIAL, view);
const key = (name: string): Key => (name.length === 1 ? { name: 'text', text: name } : ({ name } as Key));
const after = (keys: readonly string[], from: UiState = start) => keys.reduce((state, name) => reduce(state, key(name), view), from);

test('the first flow is selected at first', () => {
  expect([start.selected, start.place, start.top]).toEqual([1000, 0, 0]);
});

test.each([
  [['j', 'down', 'j'], 3, 0], [['j', 'k', 'up'], 0, 0], [['page down'], 10, 1], [['page down', 'page down', 'page up'], 10, 10], [['G'], 99, 90], [['end', 'g'], 0, 0],
  [['G', 'j', 'page down'], 99, 90], [['G', ...Array<string>(9).fill('k')], 90, 90], [['G', ...Array<string>(10).fill('k')], 89, 89],
])('%j selects row %d, the first on the screen is %d', (keys, place, top) => {
  const state = after(keys);
  expect([state.place, state.selected, state.top]).toEqual([place, 1000 + place, top]);
});

test('keys held down come several at once', () => {
  expect(reduce(start, { name: 'text', text: 'jjjk' }, view).place).toBe(2);
  expect(reduce(start, { name: 'text', text: '/ab' }, view)).toMatchObject({ filter: 'ab', mode: { kind: 'filter' } });
});

test('the flow at the top is selected until the user chooses one, by moving or by opening it', () => {
  const turned = { ...view, order: view.order.toReversed() };
  expect(settle(start, turned)).toMatchObject({ selected: 1099, place: 0, top: 0 });
  for (const keys of [['s'], ['/', 'x', 'escape'], ['e', 'escape']]) expect(settle(after(keys), turned).selected).toBe(1099);
  for (const keys of [['g'], ['enter'], ['enter', 'escape'], ['e', 'tab']]) expect(settle(after(keys), turned)).toMatchObject({ selected: 1000, place: 99 });
});

test('the selection stays on its flow when the order changes, and on its neighbour when it leaves', () => {
  const state = after(['j', 'j']);
  const moved = settle(state, { ...view, order: view.order.toReversed() });
  expect([moved.selected, moved.place, moved.top]).toEqual([1002, 97, 88]);
  const left = settle(state, { ...view, order: view.order.filter((number) => number !== 1002) });
  expect([left.selected, left.place]).toEqual([1003, 2]);
  const empty = settle(state, { ...view, order: [] });
  expect([empty.selected, empty.place, empty.top]).toEqual([null, 0, 0]);
});

test('a larger screen shows no empty rows below the last', () => {
  expect(settle(after(['G']), { ...view, height: 40 }).top).toBe(60);
});

test('sorting goes through the columns that are shown, and turns around', () => {
  expect(after(['s']).sort).toBe('verdict');
  expect(after(['s', 's'])).toMatchObject({ sort: 'client', message: 'sorted by client' });
  expect(after(['r']).reverse).toBe(true);
  expect(after(['r', 's']).reverse).toBe(false);
});

test('the filter is typed, given up, or kept and cleared', () => {
  expect(after(['/', 'a', 'q', 'backspace', 'b'])).toMatchObject({ filter: 'ab', exit: null });
  expect(after(['/', 'a', 'enter', '/', 'b', 'escape'])).toMatchObject({ filter: 'a', mode: { kind: 'table' } });
  expect(after(['/', 'a', 'enter', 'escape']).filter).toBe('');
});

test('columns are hidden and shown, the verdict stays', () => {
  expect(after(['c', ' ']).hidden).toEqual(['for', 'client']);
  expect(after(['c', ' ', 'enter', 'escape'])).toMatchObject({ hidden: ['for'], mode: { kind: 'table' } });
  expect(after(['c', 'down', 'j', 'j', 'j', ' ']).hidden).toEqual(['for']);
});

test('an export is named, then written', () => {
  expect(after(['e']).mode).toEqual({ kind: 'export', what: 'table', file: 'flows.csv' });
  expect(after(['enter', 'e']).mode).toEqual({ kind: 'export', what: 'flow', file: 'flow.csv' });
  expect(after(['e', 'tab']).mode).toEqual({ kind: 'export', what: 'flow', file: 'flow.csv' });
  expect(after(['e', 'backspace', 'tab', 'enter']).mode).toEqual({ kind: 'exporting', what: 'flow', file: 'flows.cs' });
  expect(after(['e', 'enter', 'j'])).toEqual(after(['e', 'enter']));
  expect(after(['e', ...Array<string>(9).fill('backspace'), 'enter']).mode.kind).toBe('export');
});

test('windows, pause, detail, help and leaving', () => {
  expect(['w', 'ww', 'www'].map((keys) => after([...keys]).windowSeconds)).toEqual([300, 60, 120]);
  expect(after(['p']).paused).toBe(true);
  expect(after(['enter', 'j'])).toMatchObject({ mode: { kind: 'detail' }, place: 1 });
  expect(after(['enter', 'escape']).mode.kind).toBe('table');
  expect(after(['?', 'x']).mode.kind).toBe('table');
  expect([after(['q']).exit, after(['?', 'q']).exit, after(['c', 'q']).exit, after(['/', 'interrupt']).exit, after(['left']).exit]).toEqual([0, 0, 0, 130, null]);
});
