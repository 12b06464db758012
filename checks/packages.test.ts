import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pack } from './pack.ts';
import { packageFaults } from './packages.ts';
import { products } from './products.ts';
import { REPOSITORY, violation } from './repository.ts';

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-packages-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('publint and attw find nothing in what people install', async () => {
  const tarballs = await pack(REPOSITORY, products(REPOSITORY).map((product) => product.folder), folder);
  expect(tarballs.map(({ name }) => name.replace('@tunnelscope/', '')).sort()).toEqual(['capture', 'cluster', 'core', 'dashboard', 'dataset', 'detector', 'model', 'report', 'server', 'tunnelscope', 'workers']);
  for (const tarball of tarballs) expect(await packageFaults(tarball)).toEqual([]);
  const packed = tarballs.flatMap(({ name, files }) => files.map((file) => `${name}/${file}`));
  for (const needed of ['@tunnelscope/core/wasm/release.wasm', '@tunnelscope/model/default.model', '@tunnelscope/model/default.md', '@tunnelscope/report/class-ranges.json', '@tunnelscope/server/assets/page.css', '@tunnelscope/server/dist/swagger-ui/NOTICE', 'tunnelscope/man/tunnelscope.1', 'tunnelscope/dist/captures/pair_live4_hls_wg_p86.pcap.gz']) {
    expect(packed).toContain(needed);
  }
});

test('a seeded export without types, one without a file, and a packed test are found', async () => {
  const [tarball] = await pack(violation('packages'), [], folder);
  expect((await packageFaults(tarball!)).map((fault) => fault.replace(/: publint (\w+): .*/, ': publint $1'))).toEqual([
    '@tunnelscope/seeded: packs left.test.js',
    '@tunnelscope/seeded: publint FILE_DOES_NOT_EXIST',
    '@tunnelscope/seeded: attw UntypedResolution ./untyped (node16-esm)',
    '@tunnelscope/seeded: attw UntypedResolution ./untyped (bundler)',
    '@tunnelscope/seeded: attw NoResolution ./gone (node16-esm)',
    '@tunnelscope/seeded: attw NoResolution ./gone (bundler)',
  ]);
});
