import { expect, test } from 'vitest';
import { openPeers } from './opened-peers.ts';
import type { Missing, OpenPeer, Peer } from './peer.ts';

const peer = (open: () => Promise<OpenPeer | Missing>): Peer => ({ name: 'peer', note: 'made up', open });
const subject = async () => ({ cpuMs: 1, wallMs: 1, result: null });

test('what is missing is skipped with its reason, and so is what fails', async () => {
  const [missing, failing] = await openPeers([peer(async () => ({ missing: 'gcc is not installed' })), peer(async () => { throw new Error('no licence'); })], 1);
  expect(missing).toMatchObject({ open: null, skipped: 'gcc is not installed' });
  expect(failing).toMatchObject({ open: null, skipped: 'failed: no licence' });
});

test('one with another result is closed and left out; it runs once before it is asked', async () => {
  const calls: string[] = [];
  const [found] = await openPeers([peer(async () => ({
    version: '1',
    subject: async () => { calls.push('run'); return subject(); },
    findDisagreement: async (ours) => { calls.push(`compare with ${ours}`); return 'number 0 is 2 beside our 1'; },
    close: () => { calls.push('close'); },
  }))], 'ours');
  expect(found).toMatchObject({ open: null, skipped: 'failed: its result is not ours: number 0 is 2 beside our 1' });
  expect(calls).toEqual(['run', 'compare with ours', 'close']);
});

test('one that agrees, or cannot be compared, takes part', async () => {
  const opened = await openPeers([peer(async () => ({ version: '1', subject, findDisagreement: async () => null })), peer(async () => ({ version: '2', subject }))], 1);
  expect(opened.map(({ open, skipped }) => [open?.version, skipped])).toEqual([['1', null], ['2', null]]);
});
