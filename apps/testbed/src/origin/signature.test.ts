import { expect, test } from 'vitest';
import { signer } from './signature.ts';

test('a folder is signed once, a query for each address; both as long as asked for and the same again', () => {
  const folder = signer(5, 1200, 'folder');
  expect(folder.folder).toMatch(/^k-[\w-]{1200}\/$/);
  expect(folder.query('v0/1.m4s')).toBe('');
  const query = signer(5, 1200, 'query');
  expect(query.folder).toBe('');
  expect(query.query('v0/1.m4s')).toMatch(/^\?s=[\w-]{1200}$/);
  expect(query.query('v0/1.m4s')).toBe(signer(5, 1200, 'query').query('v0/1.m4s'));
  expect(query.query('v0/1.m4s')).not.toBe(query.query('v0/2.m4s'));
  expect(query.query('v0/1.m4s')).not.toBe(signer(6, 1200, 'query').query('v0/1.m4s'));
});

test('none is none', () => {
  expect([signer(1, 0, 'query').query('a'), signer(1, 0, 'folder').folder]).toEqual(['', '']);
});
