// Sends the service one kind of request for minutes, and prints rate, latency and memory each tenth of the time.
// node apps/server/scripts/soak.js series|captures [minutes]
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { seriesRequests } from './series-traffic.js';
import { processTime, residentMemory, startService } from './started.js';

const CAPTURE = new URL('../../../test-data/recorded/pair_live4_hls_wg_p86.pcap.gz', import.meta.url);
const CAPTURE_BYTES = 1_000_000;
const CONNECTIONS = 4;
const STEPS = 10;

const requests = { series: () => seriesRequests()[0], captures: () => ({ path: '/v1/classify', type: 'application/octet-stream', body: firstRecords(gunzipSync(readFileSync(CAPTURE))) }) };
const request = requests[process.argv[2] ?? 'series']?.();
if (!request) throw new Error(`expected series or captures, found ${process.argv[2]}`);
const seconds = (60 * Number(process.argv[3] ?? 10)) / STEPS;

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-soak-'));
const service = await startService(folder, ['--keep-size', '20']);
try {
  console.log(`${request.body.length} bytes to ${request.path}, ${CONNECTIONS} connections, ${STEPS} × ${seconds} s`);
  for (let step = 1; step <= STEPS; step++) {
    const before = processTime(service.pid);
    const { requests: sent, latency, non2xx, errors } = await autocannon({ url: service.url + request.path, method: 'POST', headers: { ...service.headers, 'content-type': request.type }, body: request.body, connections: CONNECTIONS, duration: seconds });
    const cpu = (processTime(service.pid) - before) / sent.total;
    const database = statSync(join(folder, 'history.db')).size / 1e6;
    console.log(`  ${String(step).padStart(2)}  ${sent.average.toFixed(0)} requests/s  p50 ${latency.p50} ms  p99 ${latency.p99} ms  CPU ${cpu.toFixed(3)} ms a request  memory ${residentMemory(service.pid).toFixed(0)} MB  history ${database.toFixed(0)} MB  refused ${non2xx}, failed ${errors}  load average ${loadavg()[0].toFixed(1)}`);
  }
} finally {
  await service.stop();
  rmSync(folder, { recursive: true });
}

/** A little-endian pcap, cut behind its last whole record within CAPTURE_BYTES. */
function firstRecords(pcap) {
  let end = 24;
  for (let next = end; next <= Math.min(CAPTURE_BYTES, pcap.length - 16); next += 16 + pcap.readUInt32LE(next + 8)) end = next;
  return pcap.subarray(0, end);
}
