/**
 * Compares what workers on a NATS server say of captures with what one process says: every event of every flow.
 *
 *   node scripts/compare-cluster.ts [--workers 2] [--partitions 8] CAPTURE|FOLDER…
 *
 * Starts a nats-server of its own (which must be installed) and the real programs, and sends one capture after another. One line for
 * each capture, with its differences, the first few. The packages must be built. Exit code 1 if something differs, 2 for wrong usage.
 */
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { NO_SERVER } from '../apps/cluster/src/nats-server.fixture.ts';
import { differences } from './cluster/differences.ts';
import { OneProcess } from './cluster/one-process.ts';
import { OwnCluster } from './cluster/own-cluster.ts';

const CAPTURES = /\.(csv\.gz|pcap(ng)?(\.gz)?)$/;
/** Workers take in what a tap has sent within this, or events are missing. */
const PATIENCE = 15_000; // ms

const { values, positionals } = parseArgs({ allowPositionals: true, options: { workers: { type: 'string', default: '2' }, partitions: { type: 'string', default: '8' } } });
const [workers, partitions] = [Number(values.workers), Number(values.partitions)];
if (positionals.length === 0 || !(workers >= 1) || !(partitions >= 1)) {
  console.error('usage: node scripts/compare-cluster.ts [--workers 2] [--partitions 8] CAPTURE|FOLDER…');
  process.exit(2);
}
if (NO_SERVER) {
  console.error(NO_SERVER);
  process.exit(2);
}

function capturesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => CAPTURES.test(name)).sort().map((name) => join(path, name));
}

const captures = positionals.flatMap(capturesIn);
const one = await OneProcess.load();
const cluster = await OwnCluster.start({ partitions, lease: 5 });
let [different, events, flows, packets] = [0, 0, 0, 0];
try {
  for (let i = 0; i < workers; i++) cluster.work();
  await cluster.served();
  for (const [i, path] of captures.entries()) {
    const before = cluster.verdicts.heard.length;
    const sensing = cluster.run('sense', path, '--tap', `${i}-${basename(path).replaceAll(/[^A-Za-z0-9_-]/g, '-')}`.slice(0, 64), '--quiet');
    const expected = await one.events(path);
    await sensing.ended();
    const latest = performance.now() + PATIENCE;
    const arrived = () => cluster.verdicts.heard.length - before;
    while (arrived() < expected.lines.length && performance.now() < latest) await sleep(10);
    // What comes too often comes with the last of them, or is found at the end.
    const found = cluster.verdicts.heard.slice(before).map(({ line }) => line);
    const { lost, doubled, changed, words } = differences(found, expected.lines);
    if (words.length > 0) different++;
    events += expected.lines.length;
    packets += expected.packets;
    const ids = new Set(expected.lines.map(({ flow }) => flow.id)).size;
    flows += ids;
    console.log([words.length > 0 ? `DIFFERENT (lost ${lost}, doubled ${doubled}, changed ${changed})` : 'equal', path, `${expected.packets} packets`, `${ids} flows`, `${expected.lines.length} events`].join('\t'));
    for (const line of words) console.log(`\t${line}`);
  }
  await sleep(2000);
  const more = cluster.verdicts.heard.length - events;
  console.log(`${captures.length} captures, ${packets} packets, ${flows} flows, ${events} events: ${different} captures different, ${more} events too many or too few in all`);
  if (different > 0 || more !== 0) process.exitCode = 1;
} finally {
  await cluster.close();
}
