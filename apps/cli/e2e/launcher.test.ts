import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { jsonLines, LAUNCHER, LIVE, tunnelscope } from './tunnelscope.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a Node that is too old is told what to do', async () => {
  const old = join(folder, 'old.cjs');
  await writeFile(old, "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.17.9' } });");
  const { exitCode, stderr } = await tunnelscope(['--version'], { node: ['--require', old] });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^tunnelscope: needs Node 22\.18 or newer, this is 22\.17\.9: .*npm start.*\n$/);
});

test('a checkout that is not built is told so', async () => {
  await cp(dirname(LAUNCHER), join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const { exitCode, stderr } = await tunnelscope(['--version'], { launcher: join(folder, 'bin', 'tunnelscope.js') });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^tunnelscope: not built yet: run "npm start" first .*\n$/);
});

test('npm start means files of the folder it was called in', async () => {
  const env = { npm_lifecycle_event: 'start', npm_package_name: 'tunnelscope-monorepo', INIT_CWD: dirname(LIVE) };
  const name = relative(dirname(LIVE), LIVE);
  const { stdout } = await tunnelscope([name, '--json', '--model', inject('model')], { env });
  expect(jsonLines(stdout)).toMatchObject([{ file: name }]);
});

test('without a command and a file it judges the captures that come with it', async () => {
  const { exitCode, stdout, stderr } = await tunnelscope(['--model', inject('model')]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'tunnelscope: no capture named: judging two that come with it (- reads standard input)\n' });
  expect(stdout).toMatch(/pair_live4_hls_wg_p86\.pcap\.gz\n[\s\S]*● live[\s\S]*pair_vod4_hls_wg_p86\.pcap\.gz\n[\s\S]*■ vod/);
});

test('what is compiled is kept in the folder for caches, if it can be', async () => {
  const caches = join(folder, 'caches');
  const kept = async () => readdir(join(caches, 'tunnelscope'), { recursive: true }).catch(() => []);
  await tunnelscope(['--version'], { env: { XDG_CACHE_HOME: caches, NODE_DISABLE_COMPILE_CACHE: '1' } });
  expect(await kept()).toEqual([]);
  await tunnelscope(['--version'], { env: { XDG_CACHE_HOME: caches } });
  expect((await kept()).length).toBeGreaterThan(3);
  await writeFile(join(folder, 'file'), '');
  expect(await tunnelscope(['--version'], { env: { XDG_CACHE_HOME: join(folder, 'file') } })).toMatchObject({ exitCode: 0, stderr: '' });
});
