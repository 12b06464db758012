import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryFile } from '../input/temporary-file.ts';
import { startResident } from './resident.ts';

afterAll(removeTemporaryFolders);

/** A resident in JavaScript, with an answer of one's choice to each request. */
const written = (answers: string) => temporaryFile('resident.mjs', new TextEncoder().encode(`
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
console.log('ready made-up 1.0');
for await (const line of createInterface({ input: process.stdin })) { ${answers} }
`));
const HONEST = `
  const [request, argument] = line.split(' ');
  if (request === 'run') console.log(3e6 * argument + ' ' + 4e6 * argument);
  else { writeFileSync(argument, Float64Array.of(1.5, -2)); console.log('done 2'); }`;

test('it says what it is, how long its runs took, and what they gave', async () => {
  const resident = await startResident(process.execPath, [written(HONEST)]);
  expect(resident.version).toBe('made-up 1.0');
  expect(await resident.subject(10)).toEqual({ cpuMs: 3, wallMs: 4, result: null });
  expect(await resident.result()).toEqual(Float64Array.of(1.5, -2));
  resident.close();
});

test('one that ends or says something else is an error with its last words', async () => {
  const ending = await startResident(process.execPath, [written(`console.error('first\\nno memory'); process.exit(1);`)]);
  await expect(ending.subject(1)).rejects.toThrow('ended: no memory');
  const babbling = await startResident(process.execPath, [written(`console.log('hello');`)]);
  await expect(babbling.subject(1)).rejects.toThrow('expected an answer like ^(\\d+) (\\d+)$, found hello');
  babbling.close();
});

test('a program that is not there, or never ready, is an error', async () => {
  await expect(startResident(join('no', 'such', 'program'), [])).rejects.toThrow('ended: spawn no/such/program ENOENT');
  await expect(startResident(process.execPath, ['-e', ''])).rejects.toThrow('ended: without a word');
});
