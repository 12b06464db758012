/**
 * A whole cluster on one machine: a NATS server with TLS and users of least rights (nats.conf), two taps that send a recorded
 * capture each, three workers, and the service, which is then asked what became of the flows. Needs nats-server and openssl.
 *
 *   npx node examples/cluster/run.ts
 *
 * Everything is in a folder of its own and on loopback, and gone at the end, or at Ctrl-C.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Programs, run } from './programs.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const CAPTURES = { west: 'pair_live4_hls_wg_p86.pcap.gz', east: 'pair_vod4_hls_wg_p86.pcap.gz' };
const USERS = ['admin', 'west', 'east', 'worker', 'reader'] as const;

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-cluster-'));
const programs = new Programs();
const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      process.exitCode = 130;
      resolve();
    });
  }
});

try {
  await Promise.race([runAll(), interrupted]);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await programs.end();
  rmSync(folder, { recursive: true, force: true });
}

async function runAll(): Promise<void> {
  run('nats-server', ['--version']);
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', '/CN=example', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate]);
  const passwords = Object.fromEntries(USERS.map((user) => [user, `p${randomBytes(16).toString('hex')}`]));
  const port = await freePort();
  programs.start('nats-server', ['-c', here('nats.conf'), '-a', '127.0.0.1', '-p', String(port), '-sd', join(folder, 'store'), '--tls', '--tlscert', certificate, '--tlskey', key],
    Object.fromEntries(USERS.map((user) => [`${user.toUpperCase()}_PASSWORD`, passwords[user]])), () => {});
  /** Where to find the server, who one is and where answers go: not on the command line, where all users of the machine could read it. */
  const as = (user: (typeof USERS)[number]) => ({ TUNNELSCOPE_NATS: `tls://${user}:${passwords[user]}@localhost:${port}`, TUNNELSCOPE_TLS_CA: certificate, TUNNELSCOPE_INBOX: `_INBOX_${user}` });

  console.log('making the server ready');
  await ready(() => programs.tunnelscope(['nats', 'init', '--partitions', '8'], as('admin'), () => {}));
  for (const worker of ['worker-1', 'worker-2', 'worker-3']) programs.tunnelscope(['work', '--name', worker, '--quiet'], as('worker'));
  const service = new Promise<string>((resolve) => {
    programs.tunnelscope(['serve', '--port', '0', '--database', join(folder, 'history.db')], as('reader'), (text) => {
      const url = /"url":"([^"]+)"/.exec(text)?.[1];
      if (url) resolve(url);
    });
  });
  // Each waits for the other, as if they were two ends of one network.
  programs.tunnelscope(['sense', here(`../../test-data/recorded/${CAPTURES.west}`), '--tap', 'west', '--with', 'east'], as('west'));
  programs.tunnelscope(['sense', here(`../../test-data/recorded/${CAPTURES.east}`), '--tap', 'east', '--with', 'west'], as('east'));
  const url = await service;
  console.log(`the service is at ${url}`);
  const flows = await judged(url);
  console.log('client           server           verdict     since');
  for (const { flow, verdict, since } of flows) console.log(`${flow.client.padEnd(16)} ${flow.server.padEnd(16)} ${verdict.padEnd(11)} ${since}`);
}

interface Judged {
  readonly flow: { readonly client: string; readonly server: string };
  readonly verdict: string;
  readonly since: string;
}

/** The flow of each capture, once it has ended. */
async function judged(url: string): Promise<Judged[]> {
  for (;;) {
    const response = await fetch(`${url}/v1/flows?state=ended&minBytes=1000000&sort=start`);
    const { flows } = (await response.json()) as { readonly flows: Judged[] };
    if (flows.length >= Object.keys(CAPTURES).length) return flows;
    await sleep(200);
  }
}

/** Tries until it succeeds: a server needs a moment to start. */
async function ready(attempt: () => ReturnType<Programs['start']>): Promise<void> {
  for (let tries = 0; ; tries++) {
    const [code] = (await once(attempt(), 'exit')) as [number | null];
    if (code === 0) return;
    if (tries === 50) throw new Error('nats-server does not start');
    await sleep(100);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
