/**
 * Kills workers, taps and the server of a cluster at random, under load, and compares all events with those of one process:
 *
 *   node scripts/cluster-chaos.ts [--rounds 100] [--seed 1] [--workers 3] [--partitions 8] [--lease 1] [--seconds 600]
 *
 * Each round kills one of each by SIGKILL, and starts it again at once. Two taps send the same SECONDS of traffic again and again at ten times
 * their speed; of every second flow each of them sees one direction. Prints what was lost and doubled, and how long it took from a kill until all
 * partitions had come further than they were. nats-server must be installed and the packages built. Exit code 1 if an event is lost,
 * doubled or changed, 2 for wrong usage.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Random } from '../packages/model/src/forest/random.ts';
import { differences } from './cluster/differences.ts';
import { madeTraffic, writePcap } from './cluster/made-traffic.ts';
import { OneProcess } from './cluster/one-process.ts';
import { OwnCluster, type Program, until } from './cluster/own-cluster.ts';

const RECORDED = fileURLToPath(new URL('../test-data/recorded/', import.meta.url));
const NAMES = ['L_live10_wg', 'L_callrx_ovpn', 'L_vod2_wg', 'pair_live6_wg_p3', 'pair_vod6_wg_p3', 'browse_ovpn'].map((name) => `${RECORDED}${name}.csv.gz`);
const FLOWS = 12;
const SPEED = 10;
/** A tap that has told its end begins anew when it is started again: none is killed so close to it. */
const TAIL = 40_000; // ms of the stream
/** Partitions that are further apart are not in the same pass, and none has come "further" then. */
const APART = 60_000; // ms of the stream
const TAPS = ['east', 'west'] as const;
const KINDS = ['worker', 'tap', 'server'] as const;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, workers: { type: 'string', default: '3' }, partitions: { type: 'string', default: '8' }, lease: { type: 'string', default: '1' }, seconds: { type: 'string', default: '600' } } });
const [rounds, seed, workerCount, partitions, lease, seconds] = [values.rounds, values.seed, values.workers, values.partitions, values.lease, values.seconds].map(Number) as [number, number, number, number, number, number];
if (![rounds, workerCount, partitions].every((value) => Number.isSafeInteger(value) && value > 0) || !Number.isSafeInteger(seed) || !(lease > 0) || !(1000 * seconds > 2 * TAIL)) {
  console.error('usage: node scripts/cluster-chaos.ts [--rounds 100] [--seed 1] [--workers 3] [--partitions 8] [--lease 1] [--seconds 600]');
  process.exit(2);
}

/** What each tap sees: of odd flows what one side sends, of even ones all or nothing. */
const tapOf = (flow: number, fromClient: number) => (flow % 2 === 1 ? fromClient : (flow / 2) % 2);
const random = Random.fromSeed(seed);
const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-chaos-'));
// Workers take what is of the same millisecond in the order of the taps' names.
const traffic = await madeTraffic(NAMES, { flows: FLOWS, seconds, seed: 1 }, tapOf);
writePcap(join(folder, 'all.pcap'), traffic);
for (const [place, tap] of TAPS.entries()) writePcap(join(folder, `${tap}.pcap`), traffic, (flow, fromClient) => tapOf(flow, fromClient) === place);
const expected = (await (await OneProcess.load()).events(join(folder, 'all.pcap'))).lines;
console.log(`${traffic.time.length} packets, ${FLOWS} flows, ${expected.length} events a pass; ${rounds} rounds, seed ${seed}, ${workerCount} workers, ${partitions} partitions, leases of ${lease} s`);

const cluster = await OwnCluster.start({ partitions, lease });
const recoveries: Record<(typeof KINDS)[number], number[]> = { worker: [], tap: [], server: [] };
const kills = Array.from({ length: rounds }, () => shuffled(KINDS)).flat();
let workers: Program[] = [];
let taps: Program[] = [];
let passes = 0;

function shuffled<Item>(items: readonly Item[]): Item[] {
  const left = [...items];
  return items.map(() => left.splice(random.below(left.length), 1)[0]!);
}

const startTap = (place: number) => cluster.run('sense', join(folder, `${TAPS[place]}.pcap`), '--tap', TAPS[place]!, '--with', TAPS[1 - place]!, '--speed', String(SPEED));

/** As a supervisor does: who finds no server as it starts ends, and is started again. */
function revive(): void {
  workers = workers.map((worker) => (worker.failed ? cluster.work() : worker));
  taps = taps.map((tap, place) => (tap.failed ? startTap(place) : tap));
}

async function kill(kind: (typeof KINDS)[number], places: readonly (number | null)[]): Promise<void> {
  const began = performance.now();
  let before = places;
  if (kind === 'server') {
    await cluster.server.kill();
    await cluster.server.start();
  } else if (kind === 'tap') {
    const place = random.below(2);
    await taps[place]!.end('SIGKILL');
    taps[place] = startTap(place);
    // Workers first take in what it had sent.
    await sleep(100);
    await until('all partitions are in the same pass', async () => {
      before = await cluster.times();
      return areTogether(before);
    });
  } else {
    const place = random.below(workers.length);
    await workers[place]!.end('SIGKILL');
    workers[place] = cluster.work();
  }
  await until(`all partitions go on after a ${kind} was killed`, async () => {
    revive();
    const times = await cluster.times();
    // Whoever has loaded a snapshot of the pass before has not come so far.
    return areTogether(times) && times.every((time, i) => time! > (before[i] ?? 0));
  });
  recoveries[kind].push((performance.now() - began) / 1000);
}

const areTogether = (times: readonly (number | null)[]) => times.every((time) => time !== null && Math.abs(time - times[0]!) < APART);

/** @returns where all partitions are; null once the pass is nearly over */
async function places(): Promise<number[] | null> {
  const latest = traffic.begin + 1000 * seconds - TAIL;
  for (;;) {
    const times = await cluster.times();
    // Taps differ in how far they are: one may be at its end.
    if (taps.some(({ child }) => child.exitCode === 0)) return null;
    revive();
    if (areTogether(times)) return times.some((time) => time! >= latest) ? null : (times as number[]);
    await sleep(20);
  }
}

/** Sends all of the traffic once, killing meanwhile. */
async function pass(): Promise<void> {
  taps = TAPS.map((_, place) => startTap(place));
  passes++;
  await until('all partitions have begun', async () => {
    const times = await cluster.times();
    return areTogether(times) && times.every((time) => time! < Infinity);
  });
  for (;;) {
    const before = kills.length > 0 ? await places() : null;
    if (before === null) break;
    await kill(kills.shift()!, before);
    await sleep(random.below(500));
  }
  await until('both taps have sent all', () => {
    revive();
    return taps.every(({ child }) => child.exitCode === 0);
  });
  const latest = performance.now() + 30_000;
  while (cluster.verdicts.heard.length < passes * expected.length && performance.now() < latest) await sleep(20);
  const { worker, tap, server } = recoveries;
  console.log(`pass ${passes}: killed ${worker.length} workers, ${tap.length} taps, ${server.length} servers; ${cluster.verdicts.heard.length} events, expected ${passes * expected.length}`);
}

/** What the programs said, where something is not as it should be. */
async function despair(): Promise<void> {
  console.log(await cluster.times());
  for (const program of [...workers, ...taps]) console.log(`${program.words.join(' ')} (${program.child.exitCode ?? 'runs'})\n${program.messages}`);
}

const inOrder = (times: readonly number[]) => [...times].sort((a, b) => a - b);
try {
  workers = Array.from({ length: workerCount }, () => cluster.work());
  await cluster.served();
  while (kills.length > 0) await pass();
  await sleep(3000);
  const { lost, doubled, changed, words } = differences(cluster.verdicts.heard.map(({ line }) => line), expected, passes);
  for (const kind of KINDS) {
    const times = inOrder(recoveries[kind]);
    console.log(`${kind}: ${times.length} killed, recovered after ${times[times.length >> 1]!.toFixed(2)} s (median), ${times.at(-1)!.toFixed(2)} s (worst)`);
  }
  for (const line of words) console.log(line);
  console.log(`${passes * expected.length} events: lost ${lost}, doubled ${doubled}, changed ${changed}`);
  if (lost + doubled + changed > 0) process.exitCode = 1;
} catch (error) {
  await despair();
  throw error;
} finally {
  await cluster.close();
  rmSync(folder, { recursive: true });
}
