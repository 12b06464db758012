import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const RECORDED = join(REPOSITORY, 'test-data', 'recorded');
const recorded = (name: string) => join(RECORDED, name);
const LIVE = recorded('pair_live4_hls_wg_p86.csv.gz');
const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-examples-'));
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Program {
  readonly child: ChildProcess;
  /** What it has printed so far, errors too. */
  printed(): string;
}

function start(program: string, words: readonly string[]): Program {
  const child = spawn(process.execPath, [join(REPOSITORY, program), ...words], { cwd: folder, env: { ...process.env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (piece: string) => { text += piece; });
  return { child, printed: () => text };
}

/** Runs an example to its end. */
async function run(example: string, ...words: string[]): Promise<string> {
  const { child, printed } = start(`examples/${example}`, words);
  expect(await new Promise((resolve) => child.on('close', resolve)), printed()).toBe(0);
  return printed();
}

/** Waits until a program has printed it. */
async function says(program: Program, pattern: RegExp): Promise<string> {
  await expect.poll(program.printed, { timeout: 60_000 }).toMatch(pattern);
  return pattern.exec(program.printed())!.at(-1)!;
}

async function startService(...words: string[]): Promise<string> {
  const service = start('apps/cli/bin/tunnelscope.js', ['serve', '--port', '0', '--database', join(folder, `${running.length}.db`), ...words]);
  return says(service, /"url":"([^"]+)"/);
}

test('classify-from-a-script', async () => {
  const said = await run('classify-from-a-script.ts', LIVE, recorded('pair_vod4_hls_wg_p86.csv.gz'));
  expect(said).toMatch(/live4_hls_wg_p86.csv.gz: 172.31.1.2:40001 broadcast \d+ %, decided after \d+ s\n {2}\+/);
  expect(said).toMatch(/vod4_hls_wg_p86.csv.gz: \S+ vod \d+ %/);
});

test('embed-in-hono answers verdicts, and says what is wrong with what is no capture', async () => {
  const { app } = await import('./embed-in-hono.ts');
  const post = (body: Uint8Array<ArrayBuffer>) => app.request('/verdicts', { method: 'POST', body });
  const answer = await post(new Uint8Array(readFileSync(LIVE)));
  expect(await answer.json()).toMatchObject([{ verdict: 'live', subtype: 'broadcast', flow: { client: '172.31.1.2' } }]);
  const refused = await post(new TextEncoder().encode('hello'));
  expect([refused.status, await refused.json()]).toEqual([422, { error: expect.stringContaining('expected') }]);
});

test('embed-in-hono runs as a program', async () => {
  const url = await says(start('examples/embed-in-hono.ts', ['0']), /listening on (\S+)/);
  const answer = await fetch(url, { method: 'POST', body: new Uint8Array(readFileSync(recorded('idle_ovpn.csv.gz'))) });
  expect(await answer.json()).toMatchObject([{ verdict: 'other' }]);
});

test('read-events tells what a service saw before', async () => {
  const reader = start('examples/read-events.ts', [await startService('--input', LIVE), '0']);
  await says(reader, /172.31.1.2 nothing → broadcast \d+ %, since 20/);
});

test('what send-packets sends becomes a verdict', async () => {
  const service = await startService();
  expect(await run('send-packets.ts', service, LIVE)).toMatch(/^(batch taken: \d+ packets, 0 late\n)+$/);
  const verdicts = async () => (await (await fetch(`${service}/v1/flows`)).json()) as { flows: { verdict: string }[] };
  await expect.poll(verdicts, { timeout: 30_000 }).toMatchObject({ flows: [{ verdict: 'live' }] });
});

test('train-on-your-captures measures on groups that were held out, and writes a model', async () => {
  const names = ['pair_live6_wg_p3', 'pair_vod6_wg_p3', 'pair_live10_wg_p12', 'pair_vod10_wg_p12', 'browse_ovpn'].map((name) => `${name}.csv.gz`);
  mkdirSync(join(folder, 'captures'));
  for (const name of names) cpSync(recorded(name), join(folder, 'captures', name));
  const [header, ...rows] = readFileSync(recorded('manifest.csv'), 'utf8').split('\n');
  writeFileSync(join(folder, 'manifest.csv'), [header, ...rows.filter((row) => names.includes(row.split(',')[0]!))].join('\n'));
  const said = await run('train-on-your-captures.ts', 'manifest.csv', 'pair', 'my.model');
  expect(said).toMatch(/each judged by a model without its pair\nlive against VOD: balanced accuracy [\d.]+, AUC [\d.]+; a verdict on \d+ %\n/);
  expect(said).toMatch(/my.model: 5 captures, \d+ windows, \d+ groups of equal weight/);
  expect(statSync(join(folder, 'my.model')).size).toBeGreaterThan(10_000);
});

test('earlier-analysis finds what scipy finds, and cannot tell live from VOD where segments are swapped', async () => {
  const seed = JSON.parse(readFileSync(recorded('seed-features.json'), 'utf8')) as Record<string, Record<string, number>>;
  const [live2, vod10, live10, vod2] = await Promise.all(['L_live2_ovpn', 'L_vod10_tcp', 'L_live10_wg', 'L_vod2_wg'].map(async (name) => {
    const said = await run('earlier-analysis.ts', recorded(`${name}.csv.gz`));
    const { peaks_number, peak_0p1Hz_norm } = seed[`${name}.csv.gz`]!;
    expect(said).toMatch(new RegExp(` peaks_number +${peaks_number}\n`));
    expect(said).toMatch(new RegExp(` peak_0p1Hz_norm +${Number(peak_0p1Hz_norm!.toPrecision(4))}\n`));
    return /strongest frequency: .*, every (\d+)/.exec(said)![1];
  }));
  expect([live2, vod2]).toEqual(['2', '2']);
  expect(['9', '10']).toEqual(expect.arrayContaining([vod10, live10]));
});

const absent = [['nats-server', '--version'], ['openssl', 'version']].flatMap(([program, word]) => (spawnSync(program!, [word!]).error ? [program] : []));

test.skipIf(absent.length > 0)(`a cluster on one machine judges what its taps send${absent.length > 0 ? ` (SKIPPED: needs ${absent.join(' and ')})` : ''}`, { timeout: 120_000 }, async () => {
  const printed = await run('cluster/run.ts');
  expect(printed).toMatch(/^172\.31\.1\.2 +172\.31\.1\.1 +live /m);
  expect(printed).toMatch(/^172\.31\.1\.2 +172\.31\.1\.1 +vod /m);
});

test.skipIf(absent.length > 0)('a cluster that is interrupted leaves nothing behind', async () => {
  const own = join(folder, 'cluster');
  mkdirSync(own);
  // A process group of its own, to which Ctrl-C goes as it does in a terminal.
  const child = spawn(process.execPath, [join(REPOSITORY, 'examples/cluster/run.ts')], { detached: true, env: { ...process.env, TMPDIR: own }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  // Closed once all that it has started is gone as well, because they share its output.
  const closed = new Promise((resolve) => child.on('close', resolve));
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (!printed.includes('ready with') && text.includes('ready with')) process.kill(-child.pid!, 'SIGINT');
    printed += text;
  });
  child.stderr.resume();
  expect(await closed, printed).toBe(130);
  expect(readdirSync(own)).toEqual([]);
});
