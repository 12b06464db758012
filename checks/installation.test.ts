import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bring, bringNode, install, outside, RegistryOutOfReach } from './installation.ts';
import { pack } from './pack.ts';
import { products } from './products.ts';
import { REPOSITORY } from './repository.ts';
import { typeErrors } from './type-errors.ts';

const LIVE = 'pair_live4_hls_wg_p86.csv.gz';
const VOD = 'pair_vod4_hls_wg_p86.csv.gz';
const OLDEST = '22.18.0';

const scratch = mkdtempSync(join(tmpdir(), 'tunnelscope-installation-'));
// Ten thousand files, on a busy disk.
afterAll(() => rmSync(scratch, { recursive: true }), 120_000);

const own = { name: "the project's Node", node: process.execPath, folder: join(scratch, 'with own') };
const oldest = { name: `Node ${OLDEST}`, node: '', folder: join(scratch, 'with oldest') };
const core = join(scratch, 'core alone');
let outOfReach = false;

beforeAll(async () => {
  const tarballs = await pack(REPOSITORY, products(REPOSITORY).map(({ folder }) => folder), scratch);
  try {
    oldest.node = await bringNode(OLDEST, join(scratch, 'oldest'));
    for (const { node, folder } of [oldest, own]) {
      await install(folder, node, tarballs.map(({ path }) => path));
      bring([LIVE, VOD], folder);
    }
  } catch (error) {
    if (!(error instanceof RegistryOutOfReach)) throw error;
    outOfReach = true;
  }
  await install(core, own.node, tarballs.filter(({ name }) => name === '@tunnelscope/core').map(({ path }) => path));
}, 600_000);

beforeEach(({ skip }) => {
  skip(outOfReach, "SKIPPED: neither npm's registry nor its cache has what is needed");
});

describe.each([oldest, own])('installed into an empty folder, by $name', (by) => {
  const { folder } = by;
  const run: ReturnType<typeof outside> = (program, args) => outside(folder, by.node)(program, args);
  const results = async (...words: string[]) => {
    const { exitCode, output, errors } = await run('tunnelscope', words);
    expect({ words, exitCode, errors }).toEqual({ words, exitCode: 0, errors: '' });
    return output;
  };

  test('nothing of it is built or run while it is installed', () => {
    expect(readFileSync(join(folder, 'package-lock.json'), 'utf8')).not.toContain('hasInstallScript');
  });

  test('without a word it judges the captures that come with it', async () => {
    const { exitCode, output } = await run('tunnelscope', []);
    expect(output).toMatch(/^node_modules\/tunnelscope\/dist\/captures\/pair_live4[\s\S]*● live[\s\S]*pair_vod4[\s\S]*■ vod/);
    expect(exitCode).toBe(0);
  });

  test('classify, watch, report, help and completion', async () => {
    const lines = (await results('classify', LIVE, VOD, '--json', '--quiet')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).verdict)).toEqual(['live', 'vod']);
    await results('watch', LIVE, '--snapshot', 'screen.txt');
    expect(readFileSync(join(folder, 'screen.txt'), 'utf8')).toContain('● live');
    expect(await results('watch', VOD)).toMatch(/^\{"kind":"verdict",.*"verdict":"vod"/m);
    await results('report', LIVE, VOD, '--beside', '-o', 'beside.html');
    expect(readFileSync(join(folder, 'beside.html'), 'utf8').split('<svg ').length).toBeGreaterThan(5);
    expect(await results('--help')).toContain('tunnelscope help classify');
    for (const shell of ['bash', 'zsh', 'fish']) expect(await results('completion', shell)).toContain('tunnelscope complete --');
  });

  test('train, and classify with what was trained', async () => {
    writeFileSync(join(folder, 'manifest.csv'), `file,label\n${LIVE},live\n${VOD},vod\n`);
    await results('train', 'manifest.csv', '-o', 'my.model', '--trees', '3', '--quiet');
    expect(await results('classify', VOD, '--model', 'my.model', '--json', '--quiet')).toContain('"model":{"name":"my"');
  });

  test('serve answers, shows its pages, and ends when it is told', async () => {
    const service = spawn(by.node, [join(folder, 'node_modules/tunnelscope/bin/tunnelscope.js'), 'serve', '--port', '0', '--database', 'history.db'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise((resolve) => {
      service.on('close', resolve);
    });
    let said = '';
    try {
      const url = await new Promise<string>((resolve, reject) => {
        service.stderr.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          const found = /"url":"([^"]+)"/.exec(said)?.[1];
          if (found) resolve(found);
        });
        service.on('close', () => reject(new Error(said)));
      });
      for (const page of ['/', '/docs', '/docs/swagger-ui-bundle.js', '/page/client/main.js', '/page/uplot.js', '/openapi.json']) expect([page, (await fetch(url + page)).status]).toEqual([page, 200]);
      const body = new Uint8Array(readFileSync(join(folder, VOD)));
      const answer = await fetch(`${url}/v1/classify`, { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } });
      expect(await answer.text()).toContain('"verdict":"vod"');
    } finally {
      service.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
  });
});

describe('as libraries', () => {
  test('@tunnelscope/core stands alone', async () => {
    writeFileSync(join(core, 'main.js'), `import { loadKernels } from '@tunnelscope/core';
for (const engine of ['wasm', 'typescript']) console.log((await loadKernels(engine)).autocorrelation(Float64Array.of(1, 2, 1, 2), 2).join());\n`);
    const { output, errors } = await outside(core, oldest.node)('node', ['main.js']);
    const [wasm, typescript, ...rest] = output.split('\n');
    expect({ errors, rest, same: wasm === typescript && /^[-\d.]+,/.test(wasm!) }).toEqual({ errors: '', rest: [''], same: true });
  });

  test('their types are whole, for programs for Node and for browsers', async () => {
    const { folder } = own;
    writeFileSync(join(folder, 'main.ts'), `import { loadKernels } from '@tunnelscope/core';
import { readCapture } from '@tunnelscope/capture';
import { fromChunks } from '@tunnelscope/capture/from-chunks';
import { detect } from '@tunnelscope/detector';
import { loadDefaultModel } from '@tunnelscope/model/default';

const kernels = await loadKernels('wasm');
const source = { name: 'nothing', ...fromChunks((async function* (): AsyncGenerator<Uint8Array> {})()) };
for await (const { verdict } of detect(readCapture(source, kernels), { kernels, model: await loadDefaultModel() })) {
  const known: 'live' | 'vod' | 'other' | 'unknown' = verdict;
  // @ts-expect-error It is not just anything.
  const wrong: 'unheard-of' = verdict;
  void [known, wrong];
}\n`);
    const options = { strict: true, skipLibCheck: false, target: 'es2024', lib: ['es2024', 'dom', 'dom.iterable'], types: [], exactOptionalPropertyTypes: true };
    for (const resolution of [{ module: 'nodenext' }, { module: 'esnext', moduleResolution: 'bundler' }]) {
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...options, ...resolution }, files: ['main.ts'] }));
      expect(await typeErrors(folder, 'tsconfig.json')).toEqual([]);
    }
  });
});
