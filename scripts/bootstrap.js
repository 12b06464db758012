// Makes a checkout ready: dependencies (only when the lockfile changed), then the build.
// Plain JavaScript without dependencies, because it runs before anything is installed, on Node 20 too.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.tunnelscope-installed');
const windows = process.platform === 'win32';

/** Runs a command with its output on standard error (standard output belongs to the results) and ends this process if it fails. */
function run(command, args, what) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
  });
  if (error || status !== 0) {
    console.error(`tunnelscope: ${what} failed (${command} ${args.join(' ')}: ${error ? error.message : `exit code ${status}`})`);
    process.exit(status || 1);
  }
}

const lock = readFileSync(join(root, 'package-lock.json'));
const wanted = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  if (process.stderr.isTTY) console.error('tunnelscope: installing dependencies (once) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'], 'installing the dependencies');
  writeFileSync(stamp, wanted);
}
run(join(root, 'node_modules', '.bin', 'turbo'), ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'], 'the build');
