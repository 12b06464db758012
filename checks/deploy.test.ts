import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { REPOSITORY } from './repository.ts';

const works = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const systemd = works('systemd-analyze', 'security', '--offline=true', '--help');
const docker = works('docker', 'info');

const LAUNCHER = join(REPOSITORY, 'apps/cli/bin/tunnelscope.js');
const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-deploy-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of a unit that starts a command that exists, because systemd looks. */
function unit(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, readFileSync(join(REPOSITORY, 'deploy', name), 'utf8').replaceAll('/usr/local/bin/tunnelscope', LAUNCHER));
  return path;
}

test.skipIf(!systemd).each(['tunnelscope-serve.service', 'tunnelscope-watch@.service', 'tunnelscope-sense@.service', 'tunnelscope-work@.service'])(`systemd understands %s, and what it may do is little${systemd ? '' : ' (SKIPPED: there is no systemd-analyze)'}`, (name) => {
  const path = unit(name);
  const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  // Of 100; services without any of this have 96.
  expect(spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', path], { encoding: 'utf8' })).toMatchObject({ status: 0 });
});

test.skipIf(!docker)(`the image is built, and says its version${docker ? '' : ' (SKIPPED: no Docker daemon runs)'}`, { timeout: 900_000 }, () => {
  const built = spawnSync('docker', ['build', '-q', '-f', 'deploy/Dockerfile', '.'], { cwd: REPOSITORY, encoding: 'utf8' });
  expect(built.stderr).toBe('');
  const image = built.stdout.trim();
  expect(spawnSync('docker', ['run', '--rm', '--network=none', '--read-only', '--cap-drop=ALL', image, '--version'], { encoding: 'utf8' }).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  spawnSync('docker', ['image', 'rm', image]);
});
