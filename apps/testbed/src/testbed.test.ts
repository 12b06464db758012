import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { PAIR, planOf, VOD } from './plan/conditions.fixture.ts';

const PROGRAM = fileURLToPath(new URL('../bin/testbed.js', import.meta.url));
const CORPUS = fileURLToPath(new URL('../../../test-data/corpus', import.meta.url));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function testbed(...args: string[]): Promise<Outcome> {
  const failed = (error: Outcome) => error;
  const { code = 0, stdout, stderr } = await promisify(execFile)(process.execPath, [PROGRAM, ...args]).then((said) => ({ code: 0, ...said }), failed);
  return { code, stdout, stderr };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'testbed-command-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test('help names the commands and shows how to use them', async () => {
  const { code, stdout, stderr } = await testbed('--help');
  expect([code, stderr]).toEqual([0, '']);
  for (const word of ['record ', 'plan ', 'list ', 'check', 'npm run testbed -- record plan.json']) expect(stdout).toContain(word);
});

test.each([
  [['recrd'], /unknown command 'recrd'/],
  [['record'], /missing required argument 'PLAN.json'/],
  [['record', 'x.json', '--cores', '0'], /expected a number above 0/],
  [['record', 'x.json', '--cells', '1.5'], /expected a whole number/],
  [['record', 'x.json', '--only', '('], /Invalid regular expression/],
])('wrong usage: %j', async (args, message) => {
  const { code, stdout, stderr } = await testbed(...args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^testbed: /);
  expect(stderr).toMatch(message);
});

test('a plan that is wrong is told before anything is asked of the machine', async () => {
  const path = join(folder(), 'plan.json');
  writeFileSync(path, JSON.stringify(planOf([PAIR[0]])));
  expect(await testbed('record', path)).toEqual({ code: 1, stdout: '', stderr: `testbed: ${path}: $.conditions[0].pair: found pair "p" in 1 condition, expected two\n` });
  writeFileSync(path, JSON.stringify(planOf([VOD])));
  expect((await testbed('record', path, '--only', 'live')).stderr).toBe(`testbed: --only live: found no condition of that name in ${path}\n`);
});

test('the plan of the corpus is what its ranges give', async () => {
  const path = join(folder(), 'plan.json');
  const { code, stdout } = await testbed('plan', join(CORPUS, 'ranges.json'), '--output', path);
  expect([code, stdout]).toEqual([0, '']);
  expect(readFileSync(path, 'utf8')).toBe(readFileSync(join(CORPUS, 'plan.json'), 'utf8'));
});

test('list says what is not there', async () => {
  expect(await testbed('list', '/nowhere')).toEqual({ code: 1, stdout: '', stderr: 'testbed: /nowhere: found no such folder, expected one that "record" wrote into\n' });
  expect((await testbed('list', folder())).stdout).toBe('0 captures, 0 minutes, 0 whole pairs\n');
});
