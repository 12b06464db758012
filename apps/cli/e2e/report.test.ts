import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { CORRUPT, LIVE, RECORDED, tunnelscope, VARIANTS, VOD } from './tunnelscope.ts';

let folder: string;
let manifest: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  manifest = join(folder, 'manifest.csv');
  const rows = ['pair_live4_ovpn_p10,live,openvpn,', 'pair_vod4_ovpn_p10,vod,openvpn,', 'L_live10_wg,live,wireguard,', 'L_vod2_wg,vod,wireguard,', 'pair_live6_wg_p3,live,wireguard,final', 'pair_vod6_wg_p3,vod,wireguard,final']
    .map((row) => `${relative(folder, RECORDED)}/${row.replace(',', '.csv.gz,')}\n`);
  await writeFile(manifest, `file,label,tunnel,set\n${rows.join('')}`);
});
afterAll(() => rm(folder, { recursive: true }));

test('a capture becomes one page, and its pictures files', async () => {
  const page = join(folder, 'live.html');
  const pictures = join(folder, 'new', 'pictures');
  const ended = await tunnelscope(['report', LIVE, '--model', inject('model'), '-o', page, '--svg', pictures, '--png', pictures]);
  expect(ended).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  expect(await readFile(page, 'utf8')).toMatch(/^<!doctype html>\n<html lang="en">[\s\S]*live broadcast[\s\S]*<\/html>\n$/);
  const names = ['bytes-over-time', 'leisure-times', 'probability', 'requests', 'spectrum', 'zero-bins'].flatMap((name) => ['png', 'svg'].map((ending) => `pair_live4_hls_wg_p86-1-${name}.${ending}`));
  expect((await readdir(pictures)).toSorted()).toEqual(names);
  expect((await readFile(join(pictures, names[0]!))).subarray(1, 4).toString()).toBe('PNG');
});

test('a page can go to standard output, with names instead of addresses', async () => {
  const words = ['report', LIVE, '--model', inject('model'), '-o', '-'];
  expect((await tunnelscope(words)).stdout).toContain('172.31.1.2');
  const masked = await tunnelscope([...words, '--mask-addresses']);
  expect(masked.stdout).toMatch(/host-\d:\d+ ← host-\d:\d+ UDP/);
  expect(masked.stdout).not.toMatch(/172\.31\.1\.\d/);
});

test('two captures are laid side by side', async () => {
  const ended = await tunnelscope(['report', LIVE, VOD, '--model', inject('model'), '--beside', '-o', '-', '--svg', join(folder, 'beside')]);
  expect(ended.exitCode).toBe(0);
  expect(ended.stdout.match(/<svg [^>]*role="img"/g)).toHaveLength(5);
  expect(await readdir(join(folder, 'beside'))).toHaveLength(5);
});

test('results of evaluate are drawn', async () => {
  const results = join(folder, 'results.json');
  await writeFile(results, (await tunnelscope(['evaluate', manifest, '--by', 'tunnel', '--trees', '3', '--json'])).stdout);
  expect((await tunnelscope(['report', '--evaluation', results, '-o', '-'])).stdout).toContain('<h2>tunnel held out, 60 s, packet resolution</h2>');
});

// Trains forests for each group, length and resolution: a busy machine takes its time.
test('manifests are measured, drawn and made a document of', { timeout: 300_000 }, async () => {
  const [page, document] = [join(folder, 'evaluation.html'), join(folder, 'docs', 'evaluation.md')];
  const ended = await tunnelscope(['report', '--evaluation', manifest, '--by', 'tunnel', '--trees', '3', '-o', page, '--markdown', document]);
  expect(ended).toMatchObject({ exitCode: 0, stdout: '' });
  expect((await readFile(page, 'utf8')).match(/<h2>/g)).toHaveLength(16);
  const text = await readFile(document, 'utf8');
  expect(text).toContain('tunnelscope report --evaluation manifest.csv --by tunnel --trainer extra-trees --trees 3 --seed 1 --markdown evaluation.md');
  expect(text).not.toContain(folder);
  expect(text).toContain('The model default on captures that were set aside');
  const shown = [...text.matchAll(/\]\(figures\/([^)]+)\)/g)].map(([, name]) => name);
  expect((await readdir(join(folder, 'docs', 'figures'))).toSorted()).toEqual(shown.toSorted());
});

test('a capture that ends early is told as far as it goes', async () => {
  const ended = await tunnelscope(['report', `${CORRUPT}cut-last-line.csv`, '--model', inject('model'), '-o', '-']);
  expect(ended.stdout).toContain('class="warning"');
  const unreadable = await tunnelscope(['report', `${CORRUPT}magic.pcap`, '--model', inject('model'), '-o', join(folder, 'none.html')]);
  expect(unreadable).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringMatching(/^tunnelscope: .*magic\.pcap, .*: unsupported: .+\n$/) });
  await expect(readFile(join(folder, 'none.html'))).rejects.toThrow('ENOENT');
});

test('a capture without packets has a page that says so, and no place beside another', async () => {
  const words = ['report', `${VARIANTS}no-packets.pcap`, '--model', inject('model'), '-o', '-'];
  expect((await tunnelscope(words)).stdout).toContain('There are no flows in it.');
  const beside = await tunnelscope([...words, LIVE, '--beside']);
  expect(beside).toMatchObject({ exitCode: 3, stdout: '' });
  expect(beside.stderr).toContain('tunnelscope: --beside: found no flow in no-packets.pcap, expected one in each capture\n');
});

test.each<[string[], number, RegExp]>([
  [[LIVE], 2, /^nothing to write: give -o FILE, or a folder for pictures \(--svg, --png\)$/],
  [['-', '-o', 'x.html'], 2, /^standard input \(-\): a report reads each capture twice, expected a file$/],
  [[LIVE, '--beside', '-o', 'x.html'], 2, /^--beside lays two captures side by side, found 1$/],
  [[LIVE, '--by', 'tunnel', '-o', 'x.html'], 2, /^--by holds groups of manifests out: add --evaluation$/],
  [[LIVE, '--markdown', 'x.md'], 2, /^--markdown writes about manifests: add --evaluation$/],
  [['none.pcap', '-o', 'x.html'], 3, /^none\.pcap: no such file$/],
  [[LIVE, '-o', LIVE], 2, /: would replace /],
  [[LIVE, '--png', LIVE], 3, /^--png: .*p86\.pcap\.gz/],
  [['--evaluation', 'none.csv', '-o', 'x.html'], 3, /^none\.csv: no such file$/],
])('%j is refused', async (words, exitCode, message) => {
  const ended = await tunnelscope(['report', ...words]);
  expect(ended).toMatchObject({ exitCode, stdout: '' });
  expect(ended.stderr).toMatch(/^tunnelscope: .*\n$/);
  expect(ended.stderr.slice('tunnelscope: '.length).trimEnd()).toMatch(message);
});

test.each<[string, string]>([
  ['{"windows": 3}', 'found accuracy that is not a number or null, expected a result of evaluate --json'],
  ['{"windows": 3', 'not JSON: '],
  ['{"windows": "3"}', 'found windows that is not a number, expected a result of evaluate --json'],
])('results that are none are refused with their line: %s', async (line, message) => {
  const path = join(folder, 'bad.json');
  await writeFile(path, `\n${line}\n`);
  const ended = await tunnelscope(['report', '--evaluation', path, '-o', '-']);
  expect(ended).toMatchObject({ exitCode: 3, stdout: '' });
  expect(ended.stderr.startsWith(`tunnelscope: ${path}, line 2: ${message}`)).toBe(true);
});
