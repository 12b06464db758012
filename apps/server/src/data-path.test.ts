import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { defaultDatabase } from './data-path.ts';

test('the history is in the user’s data directory', () => {
  expect(defaultDatabase({ XDG_DATA_HOME: '/data' })).toBe('/data/tunnelscope/history.db');
  for (const XDG_DATA_HOME of ['', 'relative', undefined]) expect(defaultDatabase({ XDG_DATA_HOME })).toBe(`${homedir()}/.local/share/tunnelscope/history.db`);
});
