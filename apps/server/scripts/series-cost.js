// What a request for /v1/classify/series costs: the service with everything on, beside node:http doing the same work, and
// beside FastAPI and scikit-learn (Debian: python3-fastapi, uvicorn, python3-sklearn) where they are installed. Runs take
// turns, so that whatever else the machine does meets all of them. Linux only: CPU time is that of /proc.
// node apps/server/scripts/series-cost.js [rounds] [requests of a run; FastAPI answers a fiftieth of them]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { fileURLToPath } from 'node:url';
import { loadDefaultModel } from '@tunnelscope/model/default';
import autocannon from 'autocannon';
import { seriesRequests } from './series-traffic.js';
import { processTime, startProgram, startScript, startService } from './started.js';

const ROUNDS = Number(process.argv[2] ?? 5);
const REQUESTS = Number(process.argv[3] ?? 2000);
const FASTAPI_REQUESTS = Math.ceil(REQUESTS / 50);
const TIMEOUT = 120; // s
const CONNECTIONS = 10;
const PYTHON = '/usr/bin/python3';

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-cost-'));
const subjects = [];
try {
  subjects.push({ name: 'service', ...(await startService(folder)) });
  subjects.push({ name: 'node:http', ...(await startScript('series-bare.js')) });
  if (spawnSync(PYTHON, ['-c', 'import fastapi, sklearn, uvicorn']).status === 0) subjects.push({ name: 'FastAPI', ...(await startFastApi()) });
  else console.log('FastAPI: left out, python3-fastapi, uvicorn and python3-sklearn are not all installed');
  for (const request of seriesRequests()) await measure(request);
} finally {
  await Promise.all(subjects.map(({ stop }) => stop()));
  rmSync(folder, { recursive: true });
}

async function measure(request) {
  const answers = await Promise.all(subjects.map((subject) => ask(subject, request)));
  if (!isDeepStrictEqual(answers[0], answers[1])) throw new Error(`${request.name}: service and node:http answer differently`);
  for (const subject of subjects) await load(subject, request);
  const runs = new Map(subjects.map(({ name }) => [name, []]));
  const order = [...subjects];
  for (let round = 0; round < ROUNDS; round++) {
    for (const subject of order) runs.get(subject.name).push(await load(subject, request));
    order.reverse();
  }
  const service = runs.get('service');
  console.log(`\n${request.name}, ${request.body.length} bytes, ${ROUNDS} rounds of ${REQUESTS} requests, ${CONNECTIONS} connections; load average ${loadavg()[0].toFixed(1)}`);
  for (const [name, found] of runs) {
    const of = (field) => median(found.map((run) => run[field]));
    const ratios = found.map(({ cpu }, round) => service[round].cpu / cpu).sort((a, b) => a - b);
    const [ratio, low, high] = (name === 'FastAPI' ? ratios.map((value) => 1 / value).sort((a, b) => a - b) : ratios).reduce((all, _, i, sorted) => (i ? all : [median(sorted), sorted[0], sorted.at(-1)]), []);
    const beside = name === 'service' ? '' : `${name === 'FastAPI' ? 'FastAPI ÷ service' : 'service ÷ node:http'} ${ratio.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
    console.log(`  ${name.padEnd(10)} CPU ${of('cpu').toFixed(3)} ms a request  ${of('rate').toFixed(0)} requests/s  p50 ${of('p50')} ms  p99 ${of('p99')} ms  ${beside}`);
  }
}

async function ask({ url, headers }, { path, type, body }) {
  const response = await fetch(url + path, { method: 'POST', headers: { ...headers, 'content-type': type }, body });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return response.json();
}

async function load({ name, url, headers, pid }, { path, type, body }) {
  const amount = name === 'FastAPI' ? FASTAPI_REQUESTS : REQUESTS;
  const before = processTime(pid);
  const { requests, latency, non2xx, errors } = await autocannon({ url: url + path, method: 'POST', headers: { ...headers, 'content-type': type }, body, connections: CONNECTIONS, amount, timeout: TIMEOUT });
  if (non2xx + errors > 0) throw new Error(`${non2xx} requests refused, ${errors} failed`);
  return { cpu: (processTime(pid) - before) / requests.total, rate: requests.average, p50: latency.p50, p99: latency.p99 };
}

/** With as many trees of about as many leaves as the model has. */
async function startFastApi() {
  const parts = (await loadDefaultModel()).parts.filter(({ resolution }) => resolution === 'second');
  const trees = parts[0].kind.forest.roots.length;
  const leaves = parts.flatMap(({ kind, liveness }) => [kind, liveness].map(({ forest }) => Math.max(2, Math.round(forest.left.length / trees / 2))));
  return startProgram(PYTHON, [fileURLToPath(new URL('series_fastapi.py', import.meta.url)), 'PORT', String(trees), ...leaves.map(String)]);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
