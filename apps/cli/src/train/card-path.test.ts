import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { InputError, UsageError } from '../exit.ts';
import { cardPathFor } from './card-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-card-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('stands beside the model', async () => {
  expect(await cardPathFor(join(folder, 'new.model'))).toBe(join(folder, 'new.md'));
  expect(await cardPathFor(join(folder, 'plain'))).toBe(join(folder, 'plain.md'));
  expect(await cardPathFor('alone.model')).toBe('alone.md');
});

test.each(['m.md', 'm.MD'])('a model called %s would be replaced by its card', async (name) => {
  await expect(cardPathFor(join(folder, name))).rejects.toThrow(UsageError);
});

test('an earlier card is replaced, other writing is not', async () => {
  writeFileSync(join(folder, 'earlier.md'), '# Model card: earlier\n');
  expect(await cardPathFor(join(folder, 'earlier.model'))).toBe(join(folder, 'earlier.md'));
  writeFileSync(join(folder, 'notes.md'), '# Notes\n');
  await expect(cardPathFor(join(folder, 'notes.model'))).rejects.toThrow(/the card would replace .*notes\.md, which is no model card/);
});

test('what cannot be looked at is no place for a card', async () => {
  writeFileSync(join(folder, 'file'), '');
  await expect(cardPathFor(join(folder, 'file', 'x.model'))).rejects.toThrow(InputError);
});

test('a folder that is not there is said before anything is trained', async () => {
  await expect(cardPathFor(join(folder, 'none', 'x.model'))).rejects.toThrow(new InputError(`-o: ${join(folder, 'none', 'x.model')}: folder ${join(folder, 'none')} does not exist`));
});
