import { expect, test } from 'vitest';
import { whyItCannotGrow } from './followed-file.ts';

const FILE = { dev: 1, ino: 2, size: 100 };

test('a file that has grown, or not yet, may grow', () => {
  expect(whyItCannotGrow('x', 100, FILE, FILE)).toBeNull();
  expect(whyItCannotGrow('x', 60, FILE, { ...FILE, size: 200 })).toBeNull();
});

test.each([
  ['cut', { ...FILE, size: 40 }, { ...FILE, size: 40 }, 'a file cut to 40 bytes after 100 of it were read'],
  ['removed', FILE, null, 'that the file was removed'],
  ['replaced', FILE, { ...FILE, ino: 3 }, 'another file in its place'],
  ['replaced from another disk', FILE, { ...FILE, dev: 3 }, 'another file in its place'],
])('%s', (_name, opened, named, found) => {
  expect(whyItCannotGrow('x', 100, opened, named)).toMatchObject({ kind: 'unreadable', file: 'x', offset: 100, found });
});
