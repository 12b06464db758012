import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { jsonLines, RECORDED, tunnelscope } from './tunnelscope.ts';

/** Each run trains dozens of classifiers. */
vi.setConfig({ testTimeout: 240_000 });

/** Both classes of two players, which stand for providers, and calls. */
const CAPTURES = [
  'pair_live4_ovpn_p10,live,one,10', 'pair_vod4_ovpn_p10,vod,one,10', 'pair_live6_wg_p3,live,one,3', 'pair_vod6_wg_p3,vod,one,3',
  'pair_live2_shaka_hls_ovpn_p32,live,other,32', 'pair_vod2_shaka_hls_ovpn_p32,vod,other,32', 'pair_live4_shaka_timeline_wg_p81,live,other,81', 'pair_vod4_shaka_timeline_wg_p81,vod,other,81',
  'L_callrx_ovpn,call,,', 'call_y4m_wg,call,,',
];
let folder: string;
let manifest: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  manifest = join(folder, 'manifest.csv');
  const rows = CAPTURES.map((row) => `${relative(folder, RECORDED)}/${row.replace(',', '.csv.gz,')}\n`);
  await writeFile(manifest, `file,label,provider,pair\n${rows.join('')}`);
});
afterAll(() => rm(folder, { recursive: true }));

describe('evaluate --classifier', () => {
  test('puts classifiers side by side, random windows marked', async () => {
    const { stdout, stderr, exitCode } = await tunnelscope(['evaluate', manifest, '--by', 'pair', '--trees', '3', '--classifier', 'svm,ml-random-forest,extra-trees']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/RANDOM\*: accuracy on windows dealt out at random\. It misleads/);
    expect(stdout).toMatch(/^FEATURES +CLASSIFIER +RANDOM\* +ACCURACY /m);
    expect(stdout.match(/^ours +(svm|ml-random-forest|extra-trees) +\d+\.\d % +\d+\.\d % /gm)).toHaveLength(3);
    expect(stdout).not.toMatch(/^seed /m);
    expect(stderr).toMatch(/ml-random-forest learns from at most 200 rows and grows 3 trees/);
  });

  test('--json prints a line for each classifier and split', async () => {
    const { stdout, stderr } = await tunnelscope(['evaluate', manifest, '--by', 'pair', '--classifier', 'svm,knn', '--json']);
    const lines = jsonLines(stdout);
    expect(lines.map(({ classifier, split, by }: Record<string, unknown>) => [classifier, split, by])).toEqual([
      ['svm', 'random windows', null], ['knn', 'random windows', null], ['svm', 'held-out groups', 'pair'], ['knn', 'held-out groups', 'pair'],
    ]);
    for (const line of lines) {
      expect(line).toMatchObject({
        kind: 'classifier', features: 'ours', task: 'live against VOD', windowSeconds: 60, resolution: 'packet', seed: 1, engine: 'wasm',
        accuracy: expect.any(Number), precision: { live: expect.any(Number), vod: expect.any(Number) }, f1: { live: expect.any(Number), vod: expect.any(Number) },
        confusion: { labels: ['live', 'vod'], columns: ['live', 'vod'], rows: [expect.any(Array), expect.any(Array)] },
        trainSeconds: expect.any(Number), predictSeconds: expect.any(Number), manifest: [{ name: 'manifest.csv' }],
      });
    }
    expect(stderr).toBe('');
  });
});

test('evaluate --compare seed adds the features of earlier work, live content and providers', async () => {
  const words = ['evaluate', manifest, '--by', 'pair', '--compare', 'seed', '--classifier', 'knn,extra-trees', '--trees', '3', '--window', '30'];
  const [text, json] = await Promise.all([tunnelscope(words), tunnelscope([...words, '--json'])]);
  expect(text.stdout).toMatch(/^seed +knn +\d/m);
  expect(text.stdout).toMatch(/^live content told apart \(broadcast, call, audio\)/m);
  expect(text.stdout).toMatch(/^FEATURES +TRAINED ON +JUDGED ON +SPLIT +KNN +EXTRA-TREES$/m);
  expect(text.stdout).toMatch(/^ours +other +one +other provider +\d+\.\d % +\d+\.\d %$/m);
  expect(text.stdout).toMatch(/^seed +pct_zeros +[\d.]+ +[\d.]+ +[\d.]+ +[\d.]+$/m);
  const kinds = Map.groupBy(jsonLines(json.stdout), ({ kind }: { kind: string }) => kind);
  expect(kinds.get('classifier')).toHaveLength(2 * 2 * 2 * 2);
  expect(kinds.get('provider')).toHaveLength(2 * 8 * 2);
  expect(kinds.get('median')!.length % 4).toBe(0);
});

test.each([
  [['--compare', 'seed'], '--compare trains, which needs groups to hold out: add --by COLUMN'],
  [['--by', 'pair', '--compare', 'other'], "option '--compare <features>' argument 'other' is invalid. Allowed choices are seed."],
  [['--by', 'pair', '--classifier', 'svm,tree'], "option '--classifier <list>' argument 'svm,tree' is invalid. Expected one or more of svm, knn, logistic, ml-random-forest, forest, extra-trees, found \"tree\"."],
  [['--by', 'pair', '--classifier', 'knn', '--where', 'label=nothing'], 'comparison: found no window of 60 s at packet resolution to judge, expected at least one'],
])('what cannot be compared is refused: %j', async (words, message) => {
  expect(await tunnelscope(['evaluate', manifest, ...words])).toMatchObject({ exitCode: 2, stdout: '', stderr: `tunnelscope: ${message}\n` });
});

test('--compare is completed', async () => {
  const { stdout } = await tunnelscope(['complete', '--', 'evaluate', '--compare', 's']);
  expect(stdout).toMatch(/^seed/);
});
