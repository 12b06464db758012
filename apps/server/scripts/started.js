// Starts servers to measure, and tells what they used. For the other scripts here.
import { execFileSync, fork, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../cli/bin/tunnelscope.js', import.meta.url));
/** Of /proc/PID/stat, as Linux has it on every machine that Node runs on. */
const TICK = 10; // ms
const LONGEST_START = 60_000; // ms
const LONGEST_STOP = 15_000; // ms

/** What runs: it ends with this process, however that ends. */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/**
 * `tunnelscope serve` as its users start it, with what is off by default on loopback: tokens, a limit to requests a second
 * (never met), a page's origin that may call. Its log goes to a file.
 * @param folder for its files
 * @returns a server: `url`, `pid`, `headers` that a request needs, `stop`
 */
export async function startService(folder, words = []) {
  const tokens = join(folder, 'tokens');
  const token = execFileSync(process.execPath, [LAUNCHER, 'serve', '--token-file', tokens, '--new-token', 'load'], { encoding: 'utf8' }).match(/tsk_[\w-]+/)[0];
  const log = join(folder, 'log');
  const child = spawn(
    process.execPath,
    [...process.execArgv, LAUNCHER, 'serve', '--port', '0', '--database', join(folder, 'history.db'), '--token-file', tokens, '--rate', '1000000', '--cors', 'https://example.org', ...words],
    { stdio: ['ignore', 'ignore', openSync(log, 'w')] },
  );
  running.add(child);
  const url = await until(child, () => /"url":"([^"]+)"/.exec(readFileSync(log, 'utf8'))?.[1], () => readFileSync(log, 'utf8'));
  return { url, pid: child.pid, headers: { authorization: `Bearer ${token}` }, stop: () => stop(child) };
}

/** A script that sends its address as a message. */
export async function startScript(name) {
  const child = fork(new URL(name, import.meta.url));
  running.add(child);
  const url = await new Promise((resolve, reject) => child.once('message', resolve).once('exit', (code) => reject(new Error(`${name} ended with exit code ${code}`))));
  return { url, pid: child.pid, headers: {}, stop: () => stop(child) };
}

/** @param words with `PORT` for the port it is to listen on */
export async function startProgram(program, words) {
  const port = await freePort();
  const child = spawn(program, words.map((word) => (word === 'PORT' ? String(port) : word)), { stdio: ['ignore', 'ignore', 'inherit'] });
  running.add(child);
  const url = `http://127.0.0.1:${port}`;
  await until(child, () => fetch(url).then(() => true, () => false), () => program);
  return { url, pid: child.pid, headers: {}, stop: () => stop(child) };
}

/** CPU time of a process so far, user and system, all threads. @returns ms */
export function processTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
  return TICK * (Number(fields[11]) + Number(fields[12]));
}

/** Memory of a process that is its own or read from files. @returns MB */
export function residentMemory(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1000;
}

async function until(child, ready, complaint) {
  for (const began = performance.now(); performance.now() - began < LONGEST_START; ) {
    const found = await ready();
    if (found) return found;
    if (child.exitCode !== null) throw new Error(`ended with exit code ${child.exitCode}: ${complaint()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not ready after ${LONGEST_START / 1000} s: ${complaint()}`);
}

async function stop(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  // uvicorn waits for connections that nobody closes.
  const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP);
  await ended;
  clearTimeout(late);
  running.delete(child);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
