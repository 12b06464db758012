import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { listText } from '../commands/list.ts';
import { PAIR, VOD } from '../plan/conditions.fixture.ts';
import { capturePath, readRecords, readRejections, writeRecord, writeRejection } from './record.ts';
import { recordOf } from './record.fixture.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'testbed-records-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['captures', 'rejected']) mkdirSync(join(folder, name));
});

test('reads what was written; a record without its capture does not count', () => {
  const records = [...PAIR].map(recordOf);
  for (const record of records) writeRecord(folder, record);
  expect(readRecords(folder)).toEqual([]);
  for (const { id } of PAIR) writeFileSync(capturePath(folder, id), '');
  expect(readRecords(folder)).toEqual(records);
  expect(readRecords(join(folder, 'none'))).toEqual([]);
});

test('names a file that is no record', () => {
  writeFileSync(join(folder, 'captures', 'x.json'), '{"condition": 5}');
  expect(() => readRecords(folder)).toThrow(`${join(folder, 'captures', 'x.json')}: found no record of this program`);
  expect(readFileSync(join(folder, 'captures', 'x.json'), 'utf8')).toBe('{"condition": 5}');
});

test('lists captures by kind, and rejected runs with their reasons', () => {
  writeRejection(folder, { id: 'p-live', runs: [{ at: '2026-11-23T00:00:00.000Z', reasons: ['tcpdump dropped 3 packets', 'only 2 packets, expected 60'] }] });
  writeRejection(folder, { id: 'lost', runs: [{ at: '2026-11-23T00:00:00.000Z', reasons: ['there was never a picture'] }] });
  expect(listText([...PAIR, { ...VOD, activity: { kind: 'idle' } as const }].map(recordOf), readRejections(folder))).toBe(`3 captures, 1 minutes, 1 whole pairs
label:    live 1, vod 1, idle 1
player:   hls.js 2
delivery: hls 2, idle 1
tunnel:   wireguard 3
set:      train 3

rejected runs: 2
  lost: there was never a picture
  p-live: tcpdump dropped 3 packets; only 2 packets, expected 60 (recorded by another run)
`);
});
