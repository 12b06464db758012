// Makes a checkout ready: dependencies (only when they are not what the lockfile says), then the build (only what changed).
// Plain JavaScript without dependencies, because it runs before anything is installed, on Node 20 too.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const binaries = join(root, 'node_modules', '.bin');
const windows = process.platform === 'win32';

/** Tells a person who may be waiting; a program that reads our output gets nothing that it did not ask for, but for what takes a minute. */
function say(text, lasts = false) {
  if (lasts || process.stderr.isTTY) console.error(`tunnelscope: ${text}`);
}

/**
 * Runs a command without a word; if it fails, prints what it said on standard error (standard output belongs to results)
 * and ends this process. Told to stop, it waits for the command to stop: npm puts things back first, and a second
 * installation beside it would fail.
 */
async function run(command, args, what) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: windows,
    // The node that the project brings comes first, also when this script is not run by npm.
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: '1' },
  });
  const said = [];
  child.stdout.on('data', (bytes) => said.push(bytes));
  child.stderr.on('data', (bytes) => said.push(bytes));
  let stopped = 0;
  for (const [signal, exitCode] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
    process.on(signal, () => {
      stopped = exitCode;
      child.kill(signal);
    });
  }
  const outcome = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (exitCode, signal) => resolve(signal ?? exitCode));
  });
  if (stopped) process.exit(stopped);
  if (outcome === 0) return;
  process.stderr.write(Buffer.concat(said));
  console.error(`tunnelscope: ${what} failed (${command} ${args.join(' ')}: ${typeof outcome === 'number' ? `exit code ${outcome}` : outcome})`);
  process.exit(1);
}

/** What npm keeps in a lockfile about each package, by its path; nothing if there is no such file, or half of one. */
function lockedPackages(...path) {
  try {
    return JSON.parse(readFileSync(join(root, ...path), 'utf8')).packages;
  } catch {
    return {};
  }
}

/**
 * Whether an optional package is known to be for machines like this one, and so must be there. Some are not told apart
 * by what the lockfile says of them (the C library, what only others need); those may be missing.
 */
const forThisMachine = ({ os, cpu, libc }) => os?.includes(process.platform) && cpu?.includes(process.arch) && !libc;

/**
 * Whether node_modules holds what package-lock.json asks for, as it does after `npm install` too. npm writes its own
 * list of what is there last of all, so that an interrupted installation has none.
 */
function matchesLockfile() {
  const there = lockedPackages('node_modules', '.package-lock.json');
  const wanted = Object.entries(lockedPackages('package-lock.json')).filter(([path]) => path.includes('node_modules/'));
  return wanted.every(([path, entry]) => {
    const found = there[path];
    if (!found) return entry.optional && !forThisMachine(entry);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

// npm ci removes node_modules, and the stamp with it, before it installs anything.
const stamp = join(root, 'node_modules', '.tunnelscope-installed');
const lockfile = readFileSync(join(root, 'package-lock.json'));
const current = createHash('sha256').update(lockfile).update(`${process.platform}-${process.arch}`).digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== current) {
  if (!matchesLockfile()) {
    say('installing dependencies (once), then building: about a minute …', true);
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'], 'installing the dependencies');
  }
  writeFileSync(stamp, current);
  say('building …');
}
await run(join(binaries, 'turbo'), ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'], 'the build');
