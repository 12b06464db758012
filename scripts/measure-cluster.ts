/**
 * Measures what a cluster costs beside one process, on this machine, with made traffic of many flows:
 *
 *   node scripts/measure-cluster.ts [--packets 5000000] [--flows 2000] [--partitions 32] [--workers 1,2,4,8] [--rate 300000]
 *
 * For each number of workers: processor time (user and system) per packet of tap, server and workers, beside one process that reads the
 * same capture; bytes of messages per packet; and the time for all of it. Then, at RATE packets a second and with two workers, the delay
 * from a packet's way into the tap until the event that it leads to is at a reader. Linux only. nats-server must be installed and the packages
 * built. Exit code 2 for wrong usage.
 */
import { readdirSync, rmSync, mkdtempSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { SLACK } from '../packages/detector/src/live/live-flow.ts';
import { madeTraffic, type MadeTraffic, pcapHeader, pcapRecords, writePcap } from './cluster/made-traffic.ts';
import { OwnCluster, Program, until } from './cluster/own-cluster.ts';
import { processorTime, watchedProcessorTime } from './cluster/processor-time.ts';

const RECORDED = fileURLToPath(new URL('../test-data/recorded/', import.meta.url));
/** Seconds that the delay is measured for. */
const LIVE = 45;
const SLICE = 20; // ms of the stream that are handed to the tap at once

const { values } = parseArgs({ options: { packets: { type: 'string', default: '5000000' }, flows: { type: 'string', default: '2000' }, partitions: { type: 'string', default: '32' }, workers: { type: 'string', default: '1,2,4,8' }, rate: { type: 'string', default: '300000' } } });
const [packets, flows, partitions, rate] = [values.packets, values.flows, values.partitions, values.rate].map(Number) as [number, number, number, number];
const workerCounts = values.workers.split(',').map(Number);
if (![packets, flows, partitions, rate, ...workerCounts].every((value) => Number.isSafeInteger(value) && value > 0)) {
  console.error('usage: node scripts/measure-cluster.ts [--packets 5000000] [--flows 2000] [--partitions 32] [--workers 1,2,4,8] [--rate 300000]');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-measure-'));
const recorded = readdirSync(RECORDED).filter((name) => /^(pair|L)_.*\.csv\.gz$/.test(name) && !name.includes('regular')).map((name) => `${RECORDED}${name}`);
const perFlow = 290; // packets a second of a flow, about
const traffic = await madeTraffic(recorded, { flows, seconds: Math.max(20, packets / flows / perFlow), seed: 1 });
const capture = join(folder, 'all.pcap');
writePcap(capture, traffic);
const count = traffic.time.length;
const each = (seconds: number) => (1e6 * seconds) / count;
console.log(`${count} packets of ${flows} flows, ${partitions} partitions`);

async function oneProcess(): Promise<number> {
  const program = new Program(['watch', capture, '--speed', 'max', '--json', '--quiet'], join(folder, 'one'));
  const took = watchedProcessorTime(program.child.pid!);
  const began = performance.now();
  if ((await program.ended()) !== 0) throw new Error(program.messages);
  const seconds = took();
  console.log(`one process: ${each(seconds).toFixed(3)} µs a packet (${seconds.toFixed(1)} s of processor time in ${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return seconds;
}

/** Sends all of the capture. @returns what the tap took and sent */
async function sent(cluster: OwnCluster, tap: string): Promise<{ seconds: number; bytes: number }> {
  const sensing = cluster.run('sense', capture, '--tap', tap);
  const seconds = watchedProcessorTime(sensing.child.pid!);
  if ((await sensing.ended()) !== 0) throw new Error(sensing.messages);
  return { seconds: seconds(), bytes: Number(/([\d,]+) bytes sent/.exec(sensing.messages)![1]!.replaceAll(',', '')) };
}

/** @returns once each flow has ended so often: they all do where the capture does */
async function ended(cluster: OwnCluster, times: number): Promise<void> {
  await until('all flows have ended', async () => {
    await sleep(50);
    return cluster.verdicts.heard.filter(({ line }) => line.kind === 'end' && line.reason === 'capture ended').length >= times * flows;
  });
}

/** All of the capture as fast as it goes. */
async function throughput(workers: number, alone: number): Promise<void> {
  const cluster = await OwnCluster.start({ partitions, lease: 5 });
  try {
    const programs = Array.from({ length: workers }, () => cluster.work());
    await cluster.served();
    await sleep(workers > 1 ? 12_000 : 3000); // Partitions come to where they stay.
    // What runs for days is compiled: each worker has judged as much as a single one that took it all once.
    for (let pass = 1; pass <= workers; pass++) {
      await sent(cluster, 'before');
      await ended(cluster, pass);
    }
    const pids = [cluster.server.pid, ...programs.map(({ child }) => child.pid!)];
    const before = pids.map((pid) => processorTime(pid)!);
    const began = performance.now();
    const { seconds: tap, bytes } = await sent(cluster, 'all');
    const sending = performance.now() - began;
    await ended(cluster, workers + 1);
    const took = (performance.now() - began) / 1000;
    const [server, ...work] = pids.map((pid, i) => processorTime(pid)! - before[i]!) as [number, ...number[]];
    const working = work.reduce((sum, seconds) => sum + seconds, 0);
    const all = tap + server + working;
    console.log(`${workers} workers: ${each(all).toFixed(3)} µs a packet (tap ${each(tap).toFixed(3)}, server ${each(server).toFixed(3)}, workers ${each(working).toFixed(3)}), ${(all / alone).toFixed(2)} x one process, ${(bytes / count).toFixed(2)} bytes a packet, sent in ${(sending / 1000).toFixed(1)} s, done in ${took.toFixed(1)} s`);
  } finally {
    await cluster.close();
  }
}

/** Packets into a tap's standard input at their time, events at a reader. */
async function delays(live: MadeTraffic): Promise<void> {
  const cluster = await OwnCluster.start({ partitions, lease: 5 });
  try {
    cluster.work();
    cluster.work();
    await cluster.served();
    await sleep(12_000);
    const tap = cluster.feed('sense', '-', '--tap', 'live');
    const input = tap.child.stdin!;
    input.write(pcapHeader());
    await sleep(1000);
    const began = performance.now();
    let from = 0;
    for (let at = live.begin; from < live.time.length; at += SLICE) {
      const late = began + (at - live.begin) + SLICE - performance.now();
      if (late > 0) await sleep(late);
      let to = from;
      while (to < live.time.length && live.time[to]! < at + SLICE) to++;
      if (to > from && !input.write(pcapRecords(live, from, to))) await once(input, 'drain');
      from = to;
    }
    const heard = cluster.verdicts.heard.length;
    input.end();
    await tap.ended();
    // A window is judged in the first whole second that is a second behind it; the first packet from there on lets workers do so.
    const waits = cluster.verdicts.heard.slice(0, heard).filter(({ line }) => line.kind === 'verdict' || line.kind === 'client').map(({ line, at }) => at - began - 1000 * Math.ceil((Date.parse(line.time) + SLACK - live.begin) / 1000)).sort((a, b) => a - b);
    const quantile = (share: number) => (waits[Math.min(waits.length - 1, Math.floor(share * waits.length))]! / 1000).toFixed(2);
    console.log(`delay at ${Math.round(live.time.length / LIVE)} packets/s, 2 workers: ${waits.length} events, p50 ${quantile(0.5)} s, p99 ${quantile(0.99)} s, worst ${quantile(1)} s`);
  } finally {
    await cluster.close();
  }
}

try {
  const alone = await oneProcess();
  for (const workers of workerCounts) await throughput(workers, alone);
  const live = await madeTraffic(recorded, { flows: Math.max(1, Math.round(rate / perFlow)), seconds: LIVE, seed: 2 });
  await delays(live);
} finally {
  rmSync(folder, { recursive: true });
}
