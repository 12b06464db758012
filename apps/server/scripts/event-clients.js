// Follows the events of a server of its own with many clients, some of which take nothing, and prints what that costs.
// node apps/server/scripts/event-clients.js [clients] [stalled] [rounds]
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { encodeBinary } from '../dist/engine/wire/binary.js';
import { serve } from '../dist/serve.js';

if (process.argv[2] === 'serve') {
  const server = await serve({ kernels: await loadKernels('wasm'), model: await loadDefaultModel(), port: 0, database: process.argv[3], logLevel: 'silent' });
  process.on('disconnect', () => process.exit());
  process.send(server.url);
} else {
  await measure(Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 50), Number(process.argv[4] ?? 20));
}

/** Flows whose first verdict and end are the events: each round 500 flows that are silent after 70 s. */
function batches(rounds) {
  const FLOWS = 500;
  return Array.from({ length: 8 * rounds + 16 }, (_, sequence) => ({
    sensor: 'tap', sequence, count: FLOWS,
    flows: Array.from({ length: FLOWS }, (_flow, i) => ({ protocol: 17, a: { address: `10.${Math.floor(sequence / 8)}.${i >> 8}.${i & 255}`, port: 5000 }, b: { address: '192.0.2.1', port: 443 } })),
    time: new Float64Array(FLOWS).fill(1_700_000_000_000 + 10_000 * sequence), nanoseconds: new Uint32Array(FLOWS),
    size: new Uint16Array(FLOWS).fill(1200), flow: Uint32Array.from({ length: FLOWS }, (_flow, i) => i), fromA: new Uint8Array(FLOWS),
  }));
}

async function measure(count, stalledCount, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-clients-'));
  const child = fork(new URL(import.meta.url), ['serve', join(folder, 'history.db')]);
  const url = await new Promise((resolve) => child.once('message', resolve));
  const memory = (field) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024;
  const stats = async () => (await fetch(`${url}/v1/stats`)).json();
  const { port } = new URL(url);
  const request = 'GET /v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
  const clients = [];
  /** By event: when the first and the last client had it. */
  const seen = new Map();
  const take = (client, bytes) => {
    const now = performance.now();
    const text = client.rest + bytes.toString('latin1');
    client.rest = text.slice(-24);
    for (const [, id] of text.slice(0, -24).matchAll(/\nid: (\d+)\n/g)) note(client, Number(id), now);
  };
  const note = (client, id, now) => {
    if (id !== client.next) client.wrong++;
    client.next = id + 1;
    client.last = id;
    const times = seen.get(id) ?? { first: now, last: now, clients: 0 };
    times.last = now;
    times.clients++;
    seen.set(id, times);
  };
  for (let i = 0; i < count; i++) {
    const client = { socket: connect(Number(port), '127.0.0.1'), last: 0, next: 1, wrong: 0, rest: '' };
    client.socket.on('error', () => {});
    await new Promise((resolve) => client.socket.once('connect', resolve));
    client.socket.write(request);
    clients.push(client);
    if (i < stalledCount) client.socket.pause();
    else client.socket.on('data', (bytes) => take(client, bytes));
  }
  while ((await stats()).events.clients < count) await new Promise((resolve) => setTimeout(resolve, 100));
  const before = memory('VmRSS');
  const began = performance.now();
  let peak = 0;
  for (const batch of batches(rounds)) {
    const response = await fetch(`${url}/v1/packets`, { method: 'POST', headers: { 'content-type': 'application/vnd.tunnelscope.packets' }, body: encodeBinary(batch) });
    if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
    peak = Math.max(peak, memory('VmRSS'));
  }
  const { events: { last } } = await stats();
  const well = clients.slice(stalledCount);
  // What is left in `rest` may hide the very last event.
  while (well.some((client) => client.last < last - 1)) await new Promise((resolve) => setTimeout(resolve, 10));
  const seconds = (performance.now() - began) / 1000;
  peak = Math.max(peak, memory('VmRSS'));
  const spreads = [...seen.values()].filter(({ clients: n }) => n === well.length).map((times) => times.last - times.first).sort((x, y) => x - y);
  const at = (share) => Math.round(spreads[Math.floor(share * (spreads.length - 1))]);
  const during = await stats();
  const waiting = performance.now();
  while ((await stats()).events.slowClientsDropped < stalledCount && performance.now() - waiting < 60_000) await new Promise((resolve) => setTimeout(resolve, 500));
  const end = await stats();
  console.log(JSON.stringify({
    clients: count, stalled: stalledCount, events: last, seconds: Math.round(seconds), wrongIds: well.reduce((sum, { wrong }) => sum + wrong, 0),
    firstToLastClientMs: { p50: at(0.5), p99: at(0.99), max: at(1) },
    memoryMB: { before: Math.round(before), peak: Math.round(peak), highWater: Math.round(memory('VmHWM')), after: Math.round(memory('VmRSS')) },
    dropped: { whileSending: during.events.slowClientsDropped, end: end.events.slowClientsDropped }, clientsLeft: end.events.clients,
  }, null, 1));
  for (const { socket } of clients) socket.destroy();
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
}
