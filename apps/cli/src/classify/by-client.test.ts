import { expect, test } from 'vitest';
import { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import { type ClientLine, byClient } from './by-client.ts';
import type { VerdictLine } from '@tunnelscope/detector/verdict-line';

const line = (client: string, verdict: VerdictLine['verdict'], bytesDown: number, windowSeconds?: number): VerdictLine =>
  ({ flow: { client }, verdict, bytesDown, bytesUp: 1, durationSeconds: 3600, ...(windowSeconds && { windowSeconds }) }) as VerdictLine;

async function summed(lines: readonly VerdictLine[], pseudonyms: Pseudonyms | null = null): Promise<ClientLine[]> {
  const sums: ClientLine[] = [];
  const sink = byClient({ ipv4: 24, ipv6: 64 }, pseudonyms, { write: async (sum) => void sums.push(sum), endFile: async () => {}, end: async () => {} });
  for (const each of lines) await sink.write(each);
  await sink.end();
  return sums;
}

const LINES = [line('10.0.0.1', 'live', 99), line('10.0.0.200', 'vod', 9), line('2001:db8::1', 'vod', 999), line('AnonIP1', 'other', 1), line('10.0.0.1', 'live', 9, 360)];

test('adds up bytes of both directions and hours, the heaviest network first', async () => {
  expect(await summed(LINES)).toEqual([
    { network: '2001:db8::/64', flows: 1, bytes: { live: 0, vod: 1000, other: 0, unknown: 0 }, hours: { live: 0, vod: 1, other: 0, unknown: 0 } },
    { network: '10.0.0.0/24', flows: 3, bytes: { live: 110, vod: 10, other: 0, unknown: 0 }, hours: { live: 1.1, vod: 1, other: 0, unknown: 0 } },
    { network: 'AnonIP1', flows: 1, bytes: { live: 0, vod: 0, other: 2, unknown: 0 }, hours: { live: 0, vod: 0, other: 1, unknown: 0 } },
  ]);
});

test('networks can be masked', async () => {
  expect((await summed(LINES, new Pseudonyms('net'))).map(({ network }) => network)).toEqual(['net-2', 'net-1', 'net-3']);
});
