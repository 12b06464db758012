import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { jsonLines, type Line, LIVE, RECORDED, tunnelscope, VARIANTS, VOD } from './tunnelscope.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-convert-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

/** Converts, and expects that nothing is lost. @returns the path of the output */
async function converted(input: string, name: string, ...options: string[]): Promise<string> {
  const { exitCode, stderr } = await tunnelscope(['convert', input, at(name), ...options]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return at(name);
}

async function verdicts(path: string): Promise<Line[]> {
  const { exitCode, stdout } = await tunnelscope(['classify', path, '--json', '--model', inject('model')]);
  expect(exitCode).toBe(0);
  return jsonLines(stdout);
}

/** Of a verdict what a conversion keeps. Its tunnel is recognised in payload; where both ends sent as much, either may be called the client. */
function lasting({ flow: { id, client, server, clientPort, serverPort, protocol }, verdict, subtype, packets, bytesDown, bytesUp, start, resolution }: Line): Line {
  const ends = [`${client} ${clientPort}`, `${server} ${serverPort}`];
  return { ends: bytesDown === bytesUp ? ends.sort() : ends, id, protocol, verdict, subtype, packets, bytesDown, bytesUp, start, resolution };
}

describe('verdicts', () => {
  test.each([LIVE, VOD, `${RECORDED}q_tcp.pcap.gz`, `${RECORDED}idle_ovpn.pcap.gz`])('are the same on network-stats made of %s', async (capture) => {
    const [before, after] = [await verdicts(capture), await verdicts(await converted(capture, 'verdicts.csv'))];
    expect(after).toHaveLength(before.length);
    for (const [i, line] of before.entries()) {
      const other = after[i]!;
      expect(lasting(other)).toEqual(lasting(line));
      for (const name of Object.keys(line.probabilities ?? {})) expect(Math.abs(other.probabilities[name] - line.probabilities[name]), name).toBeLessThanOrEqual(0.01);
    }
  });
});

describe('round trips', () => {
  test.each([LIVE, `${VARIANTS}ipv6.pcap`, `${VARIANTS}several-protocols.pcap`, `${VARIANTS}nanosecond-big-endian.pcap`])('pcap to pcapng to pcap: %s', async (capture) => {
    const first = await converted(capture, 'first.pcap');
    const second = await converted(await converted(first, 'between.pcapng'), 'second.pcap');
    expect(await readFile(second)).toEqual(await readFile(first));
    const direct = await converted(capture, 'direct.csv');
    expect(await readFile(await converted(second, 'round.csv'), 'utf8')).toBe(await readFile(direct, 'utf8'));
  });

  test('extended network-stats to packets and back: the same rows, byte for byte', async () => {
    // Once through CSV, so that IP1 follows the rule for files of packets.
    const first = await converted(await converted(`${RECORDED}pair_live10_wg_p12.csv.gz`, 'p12.pcapng'), 'p12.csv');
    const second = await converted(await converted(first, 'p12.pcap'), 'p12-again.csv');
    expect(await readFile(second, 'utf8')).toBe(await readFile(first, 'utf8'));
    expect(mirrored(await readFile(first, 'utf8'))).toEqual(mirrored(gunzipSync(await readFile(`${RECORDED}pair_live10_wg_p12.csv.gz`)).toString()));
  });

  test.each(['L_live10_wg', 'L_vod2_wg'])('%s: extended network-stats stays as it is, and without packets is its regular form', async (name) => {
    const original = gunzipSync(await readFile(`${RECORDED}${name}.csv.gz`)).toString();
    expect(await readFile(await converted(`${RECORDED}${name}.csv.gz`, 'same.csv'), 'utf8')).toBe(original);
    const regular = gunzipSync(await readFile(`${RECORDED}${name}.regular.csv.gz`)).toString();
    expect(await readFile(await converted(`${RECORDED}${name}.csv.gz`, 'regular.csv', '--format', 'network-stats-regular'), 'utf8')).toBe(regular);
    expect(await readFile(await converted(`${RECORDED}${name}.regular.csv.gz`, 'again.csv'), 'utf8')).toBe(regular);
  });
});

test.each([
  ['packets of exactly 65,535 bytes in the same millisecond', 3, '65535;65535;900;', '1;1;1;', 131_970],
  ['a giant packet', 2, '70000;900;', '1;1;', 70_900],
])('%s stay what they are', async (_name, count, sizes, dirs, bytes) => {
  const times = '1600000000005;'.repeat(count);
  const text = `Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts,packet_times,packet_sizes,packet_dirs
1600000000,127.0.0.1,5000,127.0.0.2,443,6,${bytes},0,${count},0,${times},${sizes},${dirs}\n`;
  await writeFile(at('large.csv'), text);
  expect(await readFile(await converted(at('large.csv'), 'large-again.csv'), 'utf8')).toBe(text);
  const packets = await tunnelscope(['convert', at('large.csv'), at('large.pcap')]);
  expect(packets.stdout).toContain(`large.pcap: ${count} packets`);
});

/** Rows with the end of the smaller port first. */
function mirrored(text: string): string[] {
  return text.split('\n').map((line) => {
    const [time, ip1, port1, ip2, port2, protocol, bytes12, bytes21, packets12, packets21, times, sizes, dirs] = line.split(',');
    if (!(Number(port1) > Number(port2))) return line;
    const swapped = dirs!.replace(/[12]/g, (dir) => (dir === '1' ? '2' : '1'));
    return [time, ip2, port2, ip1, port1, protocol, bytes21, bytes12, packets21, packets12, times, sizes, swapped].join(',');
  });
}

describe('output', () => {
  test('a name may ask for compression', async () => {
    const plain = await readFile(await converted(LIVE, 'plain.pcap'));
    expect(gunzipSync(await readFile(await converted(LIVE, 'x.pcap.gz')))).toEqual(plain);
    expect(zstdDecompressSync(await readFile(await converted(LIVE, 'x.pcap.zst')))).toEqual(plain);
    expect((await verdicts(at('x.pcap.zst'))).map(({ verdict }) => verdict)).toEqual((await verdicts(LIVE)).map(({ verdict }) => verdict));
  });

  test('standard output and input are pipes; --format is the format', async () => {
    const written = await tunnelscope(['convert', '-', '-', '--format', 'pcapng'], { input: await readFile(LIVE) });
    expect(written).toMatchObject({ exitCode: 0, stderr: '' });
    expect(written.bytes).toEqual(await readFile(await converted(LIVE, 'pipe', '--format', 'pcapng')));
  });

  test('a word says what was written', async () => {
    const expected = JSON.parse(await readFile(`${LIVE}.expected.json`, 'utf8')) as { packets: number };
    const { stdout } = await tunnelscope(['convert', LIVE, at('words.csv')]);
    expect(stdout).toMatch(/^\S+words\.csv: [\d,]+ packets, [\d.]+ MB, 1 flow\n$/);
    expect(Number(/([\d,]+) packets/.exec(stdout)![1]!.replaceAll(',', ''))).toBe(expected.packets);
  });

  test('masked addresses are valid ones, consistent, and the messages have no others', async () => {
    const input = at('from-172.31.1.2.pcap.gz');
    await writeFile(input, await readFile(LIVE));
    const { exitCode, stdout, stderr } = await tunnelscope(['convert', input, at('masked.csv'), '--mask-addresses']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).not.toContain('172.31');
    const text = await readFile(at('masked.csv'), 'utf8');
    expect(text).not.toContain('172.31');
    expect(new Set(text.split('\n').slice(1, -1).flatMap((line) => [line.split(',')[1], line.split(',')[3]]))).toEqual(new Set(['240.0.0.1', '240.0.0.2']));
    await converted(await converted(input, 'masked.pcap', '--mask-addresses'), 'masked-round.csv');
    expect(await readFile(at('masked-round.csv'), 'utf8')).toBe(text);
  });

  test('names in place of addresses get addresses in a packet file, with a warning', async () => {
    const { exitCode, stderr } = await tunnelscope(['convert', `${VARIANTS}extended-named-addresses.csv`, at('named.pcap')]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/warning: \S+named\.pcap: \d+ address(es)? that (is|are) no IP address(es)?, written as (one|some) of 240\.0\.0\.0\/4\n/);
    expect((await tunnelscope(['convert', at('named.pcap'), '-', '--format', 'network-stats'])).stdout).toContain('240.0.0.1');
  });
});
