import { execFile } from 'node:child_process';
import { access, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAUNCHER, tunnelscope } from './tunnelscope.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  await symlink(LAUNCHER, join(folder, 'tunnelscope'));
  await writeFile(join(folder, 'bash'), (await tunnelscope(['completion', 'bash'])).stdout);
});
afterAll(() => rm(folder, { recursive: true }));

/** What bash would offer for the last of these words. */
async function offered(...words: string[]): Promise<string[]> {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  // Twice, as a shell that reads its profile again does.
  const script = `source ${folder}/bash; source ${folder}/bash; COMP_WORDS=(tunnelscope ${quoted}); COMP_CWORD=${words.length}
compopt() { :; }; __tunnelscope_complete; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = { ...process.env, PATH: [folder, dirname(process.execPath), process.env.PATH].join(delimiter) };
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '--noprofile', '-c', script], { env });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

test('bash completes commands, options and their values, and leaves the rest to file names', async () => {
  expect(await offered('cl')).toEqual(['classify']);
  expect(await offered('')).toEqual(['classify', 'watch', 'serve', 'features', 'convert', 'train', 'evaluate', 'report', 'bench', 'completion', 'help']);
  expect(await offered('help', 'c')).toEqual(['classify', 'convert', 'completion']);
  expect(await offered('bench', '--m')).toEqual(['--markdown']);
  expect(await offered('classify', '--form')).toEqual(['--format']);
  expect(await offered('tunnel.pcap', '--mask')).toEqual(['--mask-addresses']);
  expect(await offered('features', '--jo')).toEqual(['--jobs']);
  expect(await offered('classify', '--format', 'p')).toEqual(['parquet']);
  expect(await offered('classify', 'tunn')).toEqual([]);
});

test('bash runs nothing of what stands on the line', async () => {
  const trace = join(folder, 'trace');
  await offered('classify', `$(touch ${trace})`, `;touch ${trace};`, `\`touch ${trace}\``, '--js');
  await expect(access(trace)).rejects.toThrow('ENOENT');
});

test('bash falls back on file names', async () => {
  const { stdout } = await tunnelscope(['completion', 'bash']);
  expect(stdout).toMatch(/^complete -o default -F __tunnelscope_complete tunnelscope$/m);
});

test.each(['zsh', 'fish'])('there is a script for %s', async (shell) => {
  const { exitCode, stdout } = await tunnelscope(['completion', shell]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('tunnelscope complete --');
});
