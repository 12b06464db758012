import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIVE, RECORDED, tunnelscope, VARIANTS } from './tunnelscope.ts';

const tshark = spawnSync('tshark', ['--version'], { stdio: 'ignore' }).status === 0;
const skipped = tshark ? '' : ' (SKIPPED: needs tshark, which this machine lacks)';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-convert-'));
});
afterAll(() => rm(folder, { recursive: true }));

const CAPTURES = [LIVE, `${RECORDED}L_vod10_tcp.csv.gz`, `${VARIANTS}ipv6.pcap`, `${VARIANTS}several-protocols.pcap`, `${VARIANTS}fragments.pcap`, `${VARIANTS}extended-named-addresses.csv`];

test.skipIf(!tshark).each(CAPTURES.flatMap((capture) => ['pcap', 'pcapng'].map((format) => [capture, format] as const)))(`tshark finds the packets of %s in the %s made of it${skipped}`, async (capture, format) => {
  const { packets, bytes } = JSON.parse(await readFile(`${capture}.expected.json`, 'utf8')) as { packets: number; bytes: number };
  const path = join(folder, `x.${format}`);
  expect((await tunnelscope(['convert', capture, path, '--quiet'])).exitCode).toBe(0);
  const fields = ['frame.len', 'frame.cap_len', 'ip.checksum.status', '_ws.malformed'].flatMap((name) => ['-e', name]);
  const { status, stdout } = spawnSync('tshark', ['-r', path, '-o', 'ip.check_checksum:TRUE', '-T', 'fields', ...fields], { encoding: 'utf8', maxBuffer: 1 << 28 });
  expect(status).toBe(0);
  const rows = stdout.slice(0, -1).split('\n').map((line) => line.split('\t'));
  expect(rows).toHaveLength(packets);
  expect(rows.reduce((sum, [length]) => sum + Number(length), 0)).toBe(bytes);
  // 1 is a good checksum; IPv6 has none.
  expect(new Set(rows.map(([, , checksum, malformed]) => `${checksum || '1'}${malformed}`))).toEqual(new Set(['1']));
});
