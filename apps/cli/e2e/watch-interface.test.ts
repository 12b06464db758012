import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ended, jsonLines, start, tunnelscope } from './tunnelscope.ts';

const TCPDUMP = 'tcpdump';
const installed = spawnSync(TCPDUMP, ['--version']).status === 0;
const why = !installed ? 'skipped, tcpdump is not installed' : process.getuid?.() !== 0 ? 'skipped, only root may capture' : null;

test.skipIf(why !== null)(`an interface is watched by a tcpdump of our own (${why ?? 'on loopback'})`, async () => {
  const [from, to] = [createSocket('udp4'), createSocket('udp4')];
  to.bind(0, '127.0.0.1');
  await once(to, 'listening');
  const { port } = to.address() as AddressInfo;
  const child = start(['watch', '--interface', 'lo', '--filter', `udp port ${port}`]);
  const end = ended(child);
  // Longer than tcpdump is asked for its counts, which it must survive.
  for (let i = 0; i < 250; i++) {
    from.send(Buffer.alloc(1000), port, '127.0.0.1');
    await sleep(20);
  }
  child.kill('SIGINT');
  const { exitCode, stdout, stderr } = await end;
  from.close();
  to.close();
  expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: '' });
  const lines = jsonLines(stdout);
  const stats = lines.at(-1);
  expect(stats).toMatchObject({ kind: 'stats', flows: 1, droppedByKernel: 0, format: 'pcap', error: null });
  expect(stats.packets).toBeGreaterThan(50);
  // Sizes are those on the wire, not those that were kept.
  expect(stats.bytes).toBe(1028 * stats.packets);
  expect(lines.at(-2)).toMatchObject({ kind: 'end', flow: { protocol: 17 }, packets: stats.packets });
});

test.skipIf(why !== null)(`what tcpdump refuses is explained (${why ?? 'by its own words'})`, async () => {
  expect(await tunnelscope(['watch', '--interface', 'nowhere0'])).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringMatching(/^tunnelscope: --interface nowhere0: no such interface, expected one of (.*, )?lo\b.*\n$/) });
  expect(await tunnelscope(['watch', '--interface', 'lo', '--filter', 'prt 5'])).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/^tunnelscope: --filter "prt 5": tcpdump says ".*syntax error.*"; man pcap-filter [^\n]*\n$/) });
});

test.skipIf(why !== null)(`addresses of the filter are masked on the screen (${why ?? 'as others are'})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watch-interface-'));
  const file = join(folder, 'frame.txt');
  const { exitCode } = await tunnelscope(['watch', '--interface', 'lo', '--filter', 'host 10.9.8.7', '--snapshot', file, '--after', '1', '--mask-addresses']);
  const screen = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  expect(exitCode).toBe(0);
  expect(screen).toContain('lo (host host-1)');
});

test('a tcpdump that is missing is named with its package', async () => {
  expect(await tunnelscope(['watch', '--interface', 'lo'], { env: { PATH: '/nonexistent' } })).toMatchObject({
    exitCode: 3, stdout: '', stderr: expect.stringMatching(/^tunnelscope: --interface: tcpdump is not installed: it is in the package tcpdump \(sudo apt install tcpdump[^\n]*\n$/),
  });
});
