import { expect, test } from 'vitest';
import type { Condition } from '../plan/condition.ts';
import { PAIR } from '../plan/conditions.fixture.ts';
import { signedPlaceOf, signer, signerOf } from './signature.ts';

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

test('both make requests equally long: partners may be signed in different places', () => {
  const length = (place: 'folder' | 'query') => signer(5, 700, place).folder.length + signer(5, 700, place).query('v0/1.m4s').length;
  expect(length('folder')).toBe(length('query'));
});

test('short live playlists are signed by address for every other seed, long ones by folder', () => {
  const [live, vod] = PAIR;
  const behind = { ...live, activity: { ...live.activity, behindSeconds: 30 } as Condition['activity'] };
  const places = (condition: Condition) => [6, 7].map((seed) => signedPlaceOf({ ...condition, seed }));
  expect([places(live), places(vod), places(behind)]).toEqual([['query', 'folder'], ['folder', 'folder'], ['folder', 'folder']]);
});

test('none is none', () => {
  const none = { ...PAIR[0], origin: { ...PAIR[0].origin, signatureBytes: 0 } };
  expect([signerOf(none).query('a'), signerOf(none).folder, signedPlaceOf(none)]).toEqual(['', '', null]);
  expect(signedPlaceOf({ ...PAIR[0], activity: { kind: 'idle' } })).toBeNull();
});
