import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCapture } from '../capture/start-capture.ts';
import { startLink } from '../link/start-link.ts';
import { createCell } from '../namespaces/create-cell.ts';
import { openRun, type Run } from '../namespaces/run.ts';
import type { LinkCondition } from '../plan/condition.ts';
import { CANNOT_RECORD, WHY_SKIPPED } from '../requirements.fixture.ts';
import { startTunnel } from './start-tunnel.ts';

const LINK: LinkCondition = { downMbit: 20, upMbit: 5, roundTripMilliseconds: 200, jitterMilliseconds: 5, lossPercent: 0, lossBurst: 1, queueMilliseconds: 100, rateSteps: [], congestion: 'cubic' };

describe.skipIf(CANNOT_RECORD)(`tunnels for real${WHY_SKIPPED}`, () => {
  let folder: string;
  let run: Run;
  let cells = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'testbed-'));
    run = await openRun(folder);
  });
  afterAll(async () => {
    await run.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    { kind: 'none', cipher: null, mtu: 1500, padding: null, seen: /^IP 172\.31\.1\.2\.\d+ > 10\.50\.0\.2\.9:/ },
    { kind: 'openvpn-udp', cipher: 'AES-256-GCM', mtu: 1400, padding: null, seen: /172\.31\.1\.1\.1194: UDP/ },
    { kind: 'openvpn-tcp', cipher: 'CHACHA20-POLY1305', mtu: 1400, padding: null, noDelay: true, seen: /172\.31\.1\.1\.1194: Flags/ },
    { kind: 'wireguard', cipher: null, mtu: 1420, padding: null, seen: /172\.31\.1\.1\.51820: UDP/ },
    { kind: 'ipsec', cipher: null, mtu: 1300, padding: null, seen: /172\.31\.1\.1\.4500: UDP-encap: ESP/ },
  ] as const)('$kind carries packets up to its MTU of $mtu, and nothing else is seen outside', async ({ seen, ...tunnel }) => {
    cells++;
    const cell = await createCell(run, cells);
    const link = await startLink(cell, LINK, cells);
    const running = await startTunnel(cell, tunnel);
    link.begin();
    const capture = await startCapture(cell);
    const ping = (bytes: number): Promise<string> => cell.run('client', ['ping', '-n', '-c', '3', '-i', '0.2', '-W', '5', '-M', 'do', '-s', String(bytes - 28), '10.50.0.2']);
    const said = await ping(tunnel.mtu);
    // An echo cannot be back before the link's round trip is over, on no machine.
    expect(Number(/rtt min\/avg\/max\/mdev = ([\d.]+)/.exec(said)?.[1])).toBeGreaterThanOrEqual(200);
    await expect(ping(tunnel.mtu + 1)).rejects.toThrow();
    // One datagram that nobody awaits: without a tunnel, echoes are not in the capture.
    await cell.run('client', ['bash', '-c', 'echo x > /dev/udp/10.50.0.2/9']);
    const { path, packets, dropped } = await capture.stop();
    expect(dropped).toBe(0);
    expect(packets).toBeGreaterThan(0);
    const lines = (await cell.run('client', ['tcpdump', '-n', '-t', '-r', path])).trimEnd().split('\n');
    expect(lines).toHaveLength(packets);
    const ours = lines.filter((line) => line.includes('172.31.1.2'));
    expect(ours.some((line) => seen.test(line))).toBe(true);
    if (tunnel.kind !== 'none') expect(lines.filter((line) => line.includes('10.50.0.'))).toEqual([]);
    await running.stop();
    const report = await link.stop();
    expect(report.up.packets).toBeGreaterThan(3);
    expect(report.down.missed + report.up.missed).toBe(0);
    await cell.remove();
  });
});
