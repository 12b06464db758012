import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { CORRUPT, jsonLines, RECORDED, tunnelscope } from './tunnelscope.ts';

/** Few captures, so that tests are short: both classes in each tunnel. */
const CAPTURES = [
  'pair_live4_ovpn_p10,live,openvpn-udp,4', 'pair_vod4_ovpn_p10,vod,openvpn-udp,4', 'browse_ovpn,browse,openvpn-udp,',
  'L_live10_wg,live,wireguard,10', 'L_vod2_wg,vod,wireguard,2', 'call_y4m_wg,call,wireguard,',
  'pair_live2_ovpntcp_p17,live,openvpn-tcp,2', 'pair_vod2_ovpntcp_p17,vod,openvpn-tcp,2',
];
let folder: string;
let manifest: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  manifest = join(folder, 'manifest.csv');
  const rows = CAPTURES.map((row) => `${relative(folder, RECORDED)}/${row.replace(',', '.csv.gz,')}\n`);
  await writeFile(manifest, `file,label,tunnel,segment_s\n${rows.join('')}`);
});
afterAll(() => rm(folder, { recursive: true }));

test('the same seed trains the same model, another one another', async () => {
  const train = async (name: string, seed: string) => {
    const path = join(folder, name);
    const { exitCode, stdout } = await tunnelscope(['train', manifest, '-o', path, '--trees', '3', '--seed', seed, '--name', 'mine', '--json']);
    expect(exitCode).toBe(0);
    const [said] = jsonLines(stdout);
    expect(said).toMatchObject({ file: path, name: 'mine', seed: Number(seed), trainer: 'extra-trees', captures: 8 });
    return { bytes: await readFile(path), hash: said.hash };
  };
  const [one, same, other] = await Promise.all([train('one.model', '1'), train('same.model', '1'), train('other.model', '2')]);
  expect(same!.bytes.equals(one!.bytes)).toBe(true);
  expect(same!.hash).toBe(one!.hash);
  expect(other!.hash).not.toBe(one!.hash);
});

const FIELDS = [
  'windows', 'windowSeconds', 'accuracy', 'balancedAccuracy', 'liveVsVod', 'coverage', 'selectiveAccuracy', 'precision', 'recall', 'f1', 'confusion',
  'rocAuc', 'expectedCalibrationError', 'confidenceInterval', 'groups', 'subtypeConfusion', 'timeToVerdict', 'roc', 'calibration', 'coverageCurve',
  'trainSeconds', 'seed', 'model', 'manifest', 'seenInTraining',
];

test('evaluate --json has the fields that scripts rely on', async () => {
  const { exitCode, stdout } = await tunnelscope(['evaluate', manifest, '--by', 'tunnel', '--trees', '5', '--json']);
  expect(exitCode).toBe(0);
  const [found] = jsonLines(stdout);
  for (const field of FIELDS) expect(found, field).toHaveProperty(field);
  expect(found.groups.map(({ group }: { group: string }) => group).sort()).toEqual(['openvpn-tcp', 'openvpn-udp', 'wireguard']);
  const counted = found.confusion.rows.flat().reduce((sum: number, count: number) => sum + count, 0);
  expect(counted).toBe(found.windows);
});

test('a model that is judged on what it was trained on says so; --where narrows what is judged', async () => {
  const model = join(folder, 'seen.model');
  await tunnelscope(['train', manifest, '-o', model, '--trees', '3']);
  const words = ['evaluate', manifest, '--json', '--model'];
  const [all] = jsonLines((await tunnelscope([...words, model])).stdout);
  const [some] = jsonLines((await tunnelscope([...words, inject('model'), '--where', 'segment_s<=4 and label!=call'])).stdout);
  expect([all.seenInTraining, some.seenInTraining]).toEqual([true, false]);
  expect(some.windows).toBeGreaterThan(0);
  expect(some.windows).toBeLessThan(all.windows);
});

test('an evaluation for people has a confusion matrix and its groups', async () => {
  const { stdout } = await tunnelscope(['evaluate', manifest, '--by', 'tunnel', '--trees', '3']);
  expect(stdout).toMatch(/^accuracy +\d+\.\d % +\d+\.\d % … \d+\.\d %$/m);
  expect(stdout).toMatch(/^TRUE +LIVE +VOD +OTHER +UNKNOWN +PRECISION +RECALL +F1$/m);
  expect(stdout).toMatch(/^wireguard +\d/m);
});

test.each([
  [['--by', 'session'], 2, /--by: found no column session, expected one of file, label, tunnel, segment_s/],
  [['--by', 'tunnel', '--where', 'label=nothing'], 2, /found no window of 60 s/],
])('what cannot be evaluated is refused: %j', async (words, exitCode, message) => {
  const ended = await tunnelscope(['evaluate', manifest, '--trees', '1', ...words]);
  expect(ended).toMatchObject({ exitCode, stdout: '' });
  expect(ended.stderr).toMatch(message);
});

test('captures that nothing can be trained on are refused', async () => {
  const path = join(folder, 'vod-only.csv');
  await writeFile(path, `file,label\n${relative(folder, RECORDED)}/L_vod2_wg.csv.gz,vod\n`);
  const { exitCode, stderr } = await tunnelscope(['train', path, '-o', join(folder, 'x.model')]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^tunnelscope: training: found no live window of \d+ s at packet resolution, .*\n$/);
});

test('a manifest with a fault is refused with its line', async () => {
  const { exitCode, stderr } = await tunnelscope(['train', `${RECORDED}idle_ovpn.csv.gz`, '-o', join(folder, 'x.model')]);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/^tunnelscope: .*idle_ovpn\.csv\.gz.*\n$/);
});

test.each(['train', 'evaluate'])('%s says what is odd about captures, by the names of the manifest', async (command) => {
  const path = join(folder, 'odd.csv');
  const odd = `${relative(folder, CORRUPT)}/cut-last-line.csv`;
  await writeFile(path, `${await readFile(manifest, 'utf8')}${odd},live,openvpn-tcp,\n`);
  const words = command === 'train' ? ['-o', join(folder, 'odd.model')] : ['--by', 'tunnel', '--classifier', 'extra-trees,forest'];
  const { exitCode, stderr } = await tunnelscope([command, path, '--trees', '1', ...words]);
  expect(exitCode).toBe(0);
  expect(stderr.split('\n').filter((line) => line.startsWith(`tunnelscope: warning: ${odd}: `))).toHaveLength(1);
});

test.each(['train', 'evaluate'])('%s says in which manifest a capture stands that cannot be read', async (command) => {
  const path = join(folder, 'bad.csv');
  const bad = `${relative(folder, CORRUPT)}/magic.pcap`;
  await writeFile(path, `file,label\n${bad},live\n`);
  const { exitCode, stderr } = await tunnelscope([command, path, ...(command === 'train' ? ['-o', join(folder, 'bad.model')] : ['--model', inject('model')])]);
  expect(exitCode).toBe(3);
  expect(stderr.startsWith(`tunnelscope: ${path}, entry ${bad}: `)).toBe(true);
  expect(stderr).toMatch(/: unsupported: .+\n$/);
});

test('notes are not replaced by a card', async () => {
  await writeFile(join(folder, 'notes.md'), '# Notes\n');
  const { exitCode, stderr } = await tunnelscope(['train', manifest, '-o', join(folder, 'notes.model')]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^tunnelscope: -o .*notes\.model: the card would replace .*notes\.md, which is no model card .*\n$/);
  expect(await readFile(join(folder, 'notes.md'), 'utf8')).toBe('# Notes\n');
});
