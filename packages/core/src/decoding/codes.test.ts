import { expect, test } from 'vitest';
import * as codes from './codes.ts';

const named = (prefix: string) => Object.entries(codes).filter(([name]) => name.startsWith(prefix));

test.each(['FORMAT_', 'STOP_', 'SETTING_', 'COLUMN_', 'INTERFACE_', 'REPORT_', 'SKIP_', 'WARN_', 'FAULT_', 'TUNNEL_', 'ADDRESS_'])('no two of %s are the same number', (prefix) => {
  const found = named(prefix);
  expect(found.length).toBeGreaterThan(2);
  expect(new Set(found.map(([, code]) => code)).size).toBe(found.length);
});

test.each([
  ['COLUMN_', codes.COLUMNS],
  ['REPORT_', codes.REPORTS],
  ['SKIP_', codes.SKIPS],
  ['WARN_', codes.WARNINGS],
])('every place of %s has room', (prefix, room) => {
  expect(Math.max(...named(prefix).map(([, place]) => place))).toBeLessThan(room);
});

test('settings have room for every column', () => {
  expect(codes.SETTING_COLUMNS + codes.COLUMNS).toBeLessThanOrEqual(codes.SETTINGS);
});
