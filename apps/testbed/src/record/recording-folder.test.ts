import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openRecordingFolder } from './recording-folder.ts';

function output(): string {
  const folder = mkdtempSync(join(tmpdir(), 'testbed-output-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('belongs to one recorder, and goes with it', () => {
  const folder = output();
  const first = openRecordingFolder(folder);
  expect(() => openRecordingFolder(folder)).toThrow(`${folder}: process ${process.pid} records into this folder`);
  first.close();
  expect(existsSync(first.path)).toBe(false);
  openRecordingFolder(folder).close();
});

test('what a recorder left that died is taken away', () => {
  const folder = output();
  const left = join(folder, '.recording');
  mkdirSync(left);
  writeFileSync(join(left, 'pid'), '4194304');
  writeFileSync(join(left, 'capture.pcap'), 'x');
  const taken = openRecordingFolder(folder);
  expect(existsSync(join(taken.path, 'capture.pcap'))).toBe(false);
});
