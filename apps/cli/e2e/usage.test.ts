import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { LIVE, tunnelscope } from './tunnelscope.ts';

const COMMANDS = ['classify', 'watch', 'serve', 'sense', 'nats', 'features', 'convert', 'train', 'evaluate', 'report', 'bench', 'completion'];

test('--help names the commands that exist, and no others', async () => {
  const { exitCode, stdout, stderr } = await tunnelscope(['--help']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const named = stdout.slice(stdout.indexOf('Commands:'), stdout.indexOf('Examples:')).matchAll(/^ {2}([a-z]+)/gm);
  expect([...named].map(([, name]) => name)).toEqual([...COMMANDS, 'help']);
});

test.each(COMMANDS)('%s --help has examples', async (command) => {
  const { exitCode, stdout } = await tunnelscope([command, '--help']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(new RegExp(`Examples:\\n[\\s\\S]*tunnelscope ${command === 'classify' ? '' : command}`));
});

test('--version is a version', async () => {
  for (const word of ['--version', '-V']) {
    expect(await tunnelscope([word])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
  }
});

describe('wrong usage', () => {
  test.each<[string[], string]>([
    [['clasify', 'x.pcap'], 'no such command or file: clasify (did you mean classify?)'],
    [['frobnicate'], 'no such command or file: frobnicate, see tunnelscope --help'],
    [['help', 'evaluat'], 'no such command: evaluat (did you mean evaluate?)'],
    [['classify', '--jsn', 'x'], "unknown option '--jsn' (Did you mean --json?)"],
    [['x.pcap', '--format', 'xml'], "option '--format <format>' argument 'xml' is invalid. Allowed choices are table, json, csv, parquet."],
    [['x.pcap', '--window', '-1'], "option '--window <seconds>' argument '-1' is invalid. Expected a whole number of seconds, 1 or more."],
    [['features', 'x.pcap', '--window', '0.5'], "option '--window <seconds>' argument '0.5' is invalid. Expected a whole number of seconds, 1 or more."],
    [['evaluate', 'x.csv', '--window', '0'], "option '--window <seconds>' argument '0' is invalid. Expected a whole number of seconds, 1 or more."],
    [['x.pcap', '--json', '--format', 'csv'], '--json means --format json, found --format csv beside it: leave one of them out'],
    [['features', 'x.pcap', '--format', 'parquet', '--json'], '--json means --format json, found --format parquet beside it: leave one of them out'],
    [['evaluate', 'x.csv', '--trainer', 'forest'], '--trainer trains, which needs groups to hold out: add --by COLUMN'],
    [['evaluate', 'x.csv', '--trees', '200'], '--trees trains, which needs groups to hold out: add --by COLUMN'],
    [['train', 'x.csv', '-o', 'm.md'], '-o: found m.md, expected a name that does not end in .md: the card of the model goes there'],
    [['x.pcap', '--client', '1.2.3.4/99'], "option '--client <cidr>' argument '1.2.3.4/99' is invalid. Expected an address or a network such as 10.0.0.0/8."],
    [['x.pcap', '--where', 'verdict=live and'], '--where, character 17: expected the name of a field, not, or (, found the end in: verdict=live and'],
    [['-', '-', '--model', inject('model')], 'standard input (-) can be read once only'],
    [['completion', 'csh'], 'no script for the shell csh, only for bash, zsh, fish'],
    [['bench', '--fast'], "unknown option '--fast'"],
    [['features'], "missing required argument 'file'"],
    [['train', 'x.csv'], "required option '-o, --output <model>' not specified"],
    [['evaluate', 'x.csv', '--classifier', 'forest'], '--classifier trains, which needs groups to hold out: add --by COLUMN'],
  ])('%j', async (words, message) => {
    expect(await tunnelscope(words)).toMatchObject({ exitCode: 2, stdout: '', stderr: `tunnelscope: ${message}\n` });
  });
});

test('a file that is called like a command is a file where a command stands before it', async () => {
  const { exitCode, stderr } = await tunnelscope(['classify', 'features', '--model', inject('model')]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: 'tunnelscope: features: no such file\n' });
});

test('the command is classify where there is none', async () => {
  const words = [LIVE, '--json', '--model', inject('model')];
  expect((await tunnelscope(words)).stdout).toBe((await tunnelscope(['classify', ...words])).stdout);
});

test('-o takes the results, and standard output stays empty', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  const path = join(folder, 'verdicts');
  const words = [LIVE, '--model', inject('model')];
  for (const format of ['json', 'csv', 'table', 'parquet']) {
    const [direct, filed] = await Promise.all([tunnelscope([...words, '--format', format]), tunnelscope([...words, '--format', format, '-o', path])]);
    expect(filed).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    expect((await readFile(path)).equals(direct.bytes), format).toBe(true);
  }
  const named = join(folder, 'verdicts.CSV');
  expect(await tunnelscope([...words, '-o', named])).toMatchObject({ exitCode: 0, stdout: '' });
  expect(await readFile(named, 'utf8')).toMatch(/^file,id,/);
  expect(await tunnelscope([...words, '-o', named, '--json'])).toMatchObject({ exitCode: 0, stdout: '' });
  expect(await readFile(named, 'utf8')).toMatch(/^\{"file":/);
  expect(await tunnelscope(['features', LIVE, '-o', join(folder, 'x.ndjson')])).toMatchObject({ exitCode: 0, stdout: '' });
  expect(await readFile(join(folder, 'x.ndjson'), 'utf8')).toMatch(/^\{"file":/);
  expect((await tunnelscope(['features', LIVE, '-o', path])).stdout).toBe('');
  expect(await readFile(path, 'utf8')).toMatch(/^file,id,/);
  const nowhere = await tunnelscope([...words, '-o', join(folder, 'none', 'x')]);
  expect(nowhere).toMatchObject({ exitCode: 3, stdout: '', stderr: `tunnelscope: -o: ${join(folder, 'none', 'x')}: folder ${join(folder, 'none')} does not exist\n` });
  await rm(folder, { recursive: true });
});

test('a condition that nothing meets is said, and one that nothing can meet is refused', async () => {
  const words = [LIVE, '--json', '--model', inject('model'), '--where'];
  expect(await tunnelscope([...words, 'bytesDown>1e15'])).toMatchObject({ exitCode: 0, stdout: '', stderr: 'tunnelscope: warning: no flow matches --where bytesDown>1e15\n' });
  expect(await tunnelscope([...words, 'bytesDown>1e15', '--window', '60'])).toMatchObject({ exitCode: 0, stderr: 'tunnelscope: warning: no window matches --where bytesDown>1e15\n' });
  expect(await tunnelscope([...words, 'verdict=liv'])).toMatchObject({
    exitCode: 2, stdout: '', stderr: 'tunnelscope: --where, character 9: expected one of live, vod, other, unknown, found "liv" in: verdict=liv\n',
  });
});
