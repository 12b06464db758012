import { execFile, spawnSync } from 'node:child_process';
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
  expect(await offered('')).toEqual(['classify', 'watch', 'serve', 'sense', 'nats', 'features', 'convert', 'train', 'evaluate', 'report', 'bench', 'completion', 'help']);
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

const has = (shell: string) => spawnSync(shell, ['-c', 'true'], { stdio: 'ignore' }).status === 0;
const without = (shell: string) => (has(shell) ? '' : ` (SKIPPED: ${shell} is not installed)`);

/** Runs a script by a shell, with the command and its completion script in the folder that it is told as $1. */
async function shellSays(shell: 'zsh' | 'fish', flags: readonly string[], script: string): Promise<string> {
  await writeFile(join(folder, `_${shell}`), (await tunnelscope(['completion', shell])).stdout);
  await writeFile(join(folder, `script.${shell}`), script);
  const env = { ...process.env, TERM: 'dumb', PATH: [folder, dirname(process.execPath), process.env.PATH].join(delimiter) };
  return (await promisify(execFile)(shell, [...flags, join(folder, `script.${shell}`), folder], { env, cwd: folder })).stdout;
}

test.skipIf(!has('fish'))(`fish completes commands with what they do, options, their values and file names${without('fish')}`, { timeout: 60_000 }, async () => {
  await writeFile(join(folder, 'tunnel.pcap'), '');
  const said = await shellSays('fish', ['--no-config'], `source $argv[1]/_fish
for line in 'cl' 'help conv' 'classify --form' 'tunnel.pcap --mask' 'classify --format p' 'classify tun' 'classify $(touch $argv[1]/fish-trace) --js'
    complete -C "tunnelscope $line"
end
`);
  expect(said.trim().split('\n')).toEqual([
    'classify\tjudge each flow: live, VOD, other or unknown',
    'convert\twrite a capture as pcap, pcapng or network-stats CSV',
    '--format\tform of the output',
    '--mask-addresses\tnames instead of addresses, the same for the same address',
    'parquet',
    'tunnel.pcap',
    'tunnelscope',
    '--json\tthe same as --format json: a line for each flow',
  ]);
  await expect(access(join(folder, 'fish-trace'))).rejects.toThrow('ENOENT');
});

// Only a shell in a terminal completes: zsh brings one for the shell within.
test.skipIf(!has('zsh'))(`zsh completes commands, options, their values and file names${without('zsh')}`, { timeout: 60_000 }, async () => {
  const said = await shellSays('zsh', ['-f'], `zmodload zsh/zpty
mkdir $1/functions && cp $1/_zsh $1/functions/_tunnelscope && touch $1/tunnel.pcap
awaited() {
  local all= piece
  for i in {1..400}; do
    zpty -r -t inner piece && all+=$piece || sleep 0.05
    [[ $all = *$1* ]] && print -r -- "found $1" && return
  done
  print -r -- "never $1: $all"
}
zpty inner zsh -f -i
zpty -w inner "PROMPT=; fpath=($1/functions $fpath); autoload -U compinit; compinit -u -D; echo rea''dy"
awaited ready
zpty -w -n inner $'tunnelscope cl\t'; awaited 'classify '
zpty -w -n inner $'--form\t'; awaited '--format '
zpty -w -n inner $'p\t'; awaited 'parquet '
zpty -w -n inner $'tunnel.p\t'; awaited 'tunnel.pcap '
zpty -w -n inner $'"$(touch zsh-trace)" --js\t'; awaited '--json '
zpty -d inner
`);
  expect(said.trim().split('\n')).toEqual(['found ready', 'found classify ', 'found --format ', 'found parquet ', 'found tunnel.pcap ', 'found --json']);
  await expect(access(join(folder, 'zsh-trace'))).rejects.toThrow('ENOENT');
});

test.each(['zsh', 'fish'])('there is a script for %s', async (shell) => {
  const { exitCode, stdout } = await tunnelscope(['completion', shell]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('tunnelscope complete --');
});
