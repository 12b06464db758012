import { type ChildProcess, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { serving } from './serving.ts';
import { CORRUPT, LAUNCHER, LIVE } from './tunnelscope.ts';

const why = spawnSync('tmux', ['-V']).status === 0 ? null : 'skipped, tmux is not installed';
/** A server of its own for each test, so that no other session is touched. */
let socket = '';
let servers = 0;
const tmux = (...words: string[]) => spawnSync('tmux', ['-L', socket, '-f', '/dev/null', ...words], { encoding: 'utf8', env: { ...process.env, TMUX: '', TERM: 'xterm-256color', LANG: 'C.UTF-8', LC_ALL: '' } }).stdout;
const keys = (...names: string[]) => tmux('send-keys', ...names);
const shown = () => tmux('capture-pane', '-p');

const folder = mkdtempSync(join(tmpdir(), 'watch-'));
const file = join(folder, 'flows.csv');
const PATIENCE = 30_000;

/** The screen once it is as wanted. */
async function screen(wanted: RegExp): Promise<string> {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until && !wanted.test(shown())) await sleep(100);
  expect(shown()).toMatch(wanted);
  return shown();
}

beforeAll(() => {
  const rows = Array.from({ length: 60 }, (_, second) =>
    Array.from({ length: 4 }, (_, flow) => `${1_790_000_000 + second},10.0.0.${flow + 1},500${flow},192.0.2.1,443,17,2000,${90_000 - 10_000 * flow},20,70\n`).join(''),
  );
  writeFileSync(file, `Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n${rows.join('')}`);
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  if (why !== null) return;
  socket = `tunnelscope-e2e-${process.pid}-${servers++}`;
  tmux('new-session', '-d', '-x', '80', '-y', '24', 'sh');
  keys(`PS1='% '; tunnelscope() { ${process.execPath} ${LAUNCHER} "$@"; echo "exit $?"; }; cd ${folder}; clear; echo before`, 'Enter');
  await screen(/^before\n%/);
});
afterEach(() => {
  if (why === null) tmux('kill-server');
});

test.skipIf(why !== null)(`real keys in a real terminal: open, move, filter, detail, help, resize, quit (${why ?? 'tmux'})`, async () => {
  keys('tunnelscope watch flows.csv --speed max', 'Enter');
  await screen(/^flows\.csv[\s\S]*▶10\.0\.0\.1:[\s\S]* 10\.0\.0\.4:/);
  keys('j', 'Down');
  await screen(/\n▶10\.0\.0\.3:/);
  keys('/');
  keys('-l', 'client=10.0.0.2');
  keys('Enter');
  expect(await screen(/\n▶10\.0\.0\.2:/)).not.toMatch(/10\.0\.0\.1:/);
  keys('Enter');
  await screen(/10\.0\.0\.2:5001 → 192\.0\.2\.1:443[\s\S]*DOWNLINK[\s\S]*SPECTRUM[\s\S]*EVENTS/);
  keys('Escape');
  await screen(/\n▶10\.0\.0\.2:/);
  keys('?');
  await screen(/pause the display/);
  keys('Escape');
  tmux('resize-window', '-x', '160', '-y', '40');
  await screen(/▶10\.0\.0\.2:5001[\s\S]*DOWNLINK/);
  tmux('resize-window', '-x', '60', '-y', '15');
  expect(await screen(/\n▶10\.0\.0\.2:/)).not.toContain('DOWNLINK');
  keys('q');
  await screen(/^before\n% tunnelscope watch flows\.csv --speed max\nexit 0\n%/);
});

test.skipIf(why !== null)(`packets through standard input, keys from the terminal; Ctrl-C ends with 130 (${why ?? 'tmux'})`, async () => {
  keys('(cat flows.csv; sleep 60) | tunnelscope watch -', 'Enter');
  await screen(/▶10\.0\.0\.1:/);
  keys('j');
  await screen(/\n▶10\.0\.0\.2:/);
  keys('C-c');
  await screen(/^before\n[\s\S]*exit 130\n/);
});

test.skipIf(why !== null)(`a capture that breaks off stays on the screen; leaving it says so once more and ends with 3 (${why ?? 'tmux'})`, async () => {
  tmux('resize-window', '-x', '240', '-y', '24');
  keys(`tunnelscope watch ${CORRUPT}cut-in-record.pcap --speed max`, 'Enter');
  await screen(/truncated/);
  keys('q');
  await screen(/\ntunnelscope: .*byte 906: truncated: [\s\S]*exit 3\n/);
});

test.skipIf(why !== null)(`a server is watched as a capture is, also after it was killed and started again (${why ?? 'tmux'})`, async () => {
  const children: ChildProcess[] = [];
  const serve = (port: string) => serving(['--port', port, '--database', join(folder, 'history.db'), '--input', LIVE, '--idle', '100000'], (child) => children.push(child), { env: { XDG_DATA_HOME: folder } });
  try {
    const first = await serve('0');
    keys(`tunnelscope watch ${first.url}`, 'Enter');
    await screen(/ connected[\s\S]*▶172\.31\.1\.2 .*● live/);
    keys('Enter');
    await screen(/172\.31\.1\.2:41831 → 172\.31\.1\.1:1194[\s\S]*DOWNLINK[\s\S]*WHY LIVE[\s\S]*judged live/);
    keys('Escape');
    await screen(/▶172\.31\.1\.2 /);
    keys('p');
    await screen(/PAUSED, connected/);
    keys('p', '/');
    keys('-l', 'rate>900G');
    await screen(/none of 1 flow passes the filter|0 of 1 flow/);
    keys('Escape');
    await screen(/▶172\.31\.1\.2 [\s\S]*1\/1 /);
    keys('e', 'BSpace', 'BSpace', 'BSpace', 'BSpace');
    keys('-l', '2.csv');
    keys('Enter');
    await screen(/wrote 1 flow to flows2\.csv/);
    expect(readFileSync(join(folder, 'flows2.csv'), 'utf8')).toMatch(/^id,client,[^\n]*\n[0-9a-f]{12},172\.31\.1\.2,41831,[^\n]*,live,/);
    first.child.kill('SIGKILL');
    await screen(/reconnecting[^\n]*: connection refused/);
    expect(shown()).toMatch(/▶172\.31\.1\.2 /);
    await serve(new URL(first.url).port);
    await screen(/ connected[\s\S]*▶172\.31\.1\.2 .*● live/);
    keys('q');
    await screen(/\nexit 0\n%/);
  } finally {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  }
}, 180_000);
