import { expect, test } from 'vitest';
import { flow, packetBatch, secondBatch } from '../../fixtures/batches.ts';
import { EXTENDED, FLOW, HEADER, PACKETS, REGULAR, SECONDS } from '../../fixtures/network-stats.ts';
import { createWriter } from './create-writer.ts';
import type { CaptureWriter } from './writer.ts';

const LISTS = ',packet_times,packet_sizes,packet_dirs';

function textOf(writer: CaptureWriter, ...batches: Parameters<CaptureWriter['write']>[0][]): string {
  return Buffer.concat([writer.begin(), ...batches.map((batch) => writer.write(batch)), writer.end()]).toString();
}

test('extended: one row for each second and flow, with its packets', () => {
  expect(textOf(createWriter('network-stats'), packetBatch(PACKETS, [FLOW]))).toBe(EXTENDED);
});

test('regular: the same without packets, or from totals', () => {
  const writer = createWriter('network-stats-regular', { keepEnds: true });
  const text = textOf(writer, secondBatch(SECONDS, [FLOW, flow(1, '10.0.0.1:0', '224.0.0.1:0', 2)]));
  // Its last row has the ends the other way round.
  expect(text).toBe(REGULAR.replace('203.0.113.5,443,10.0.0.1,5000,17,3000,0,3,0', '10.0.0.1,5000,203.0.113.5,443,17,0,3000,0,3'));
  expect(writer.statistics).toEqual({ packets: 7, bytes: 5132, warnings: [] });
  const regular = EXTENDED.split('\n').map((line) => line.split(',').slice(0, 10).join(',')).join('\n');
  expect(textOf(createWriter('network-stats-regular'), packetBatch(PACKETS, [FLOW]))).toBe(regular);
});

test('rows stand in order of the first packet within the second, packets in the order they came', () => {
  const flows = [flow(0, '10.0.0.1:1', '192.0.2.1:2'), flow(1, '192.0.2.1:4', '10.0.0.1:3', 6)];
  const batch = packetBatch([[1000, 5, 100, 1, 1], [1500, 0, 200, 0, 1], [1400, 0, 300, 1, 0], [2000, 0, 400, 0, 0], [2001, 0, 500, 1, 0]], flows);
  expect(textOf(createWriter('network-stats'), batch)).toBe(`${HEADER}${LISTS}
1,10.0.0.1,3,192.0.2.1,4,6,300,100,1,1,1000;1400;,100;300;,2;1;
1,10.0.0.1,1,192.0.2.1,2,17,200,0,1,0,1500;,200;,1;
2,10.0.0.1,1,192.0.2.1,2,17,0,400,0,1,2000;,400;,2;
2,10.0.0.1,3,192.0.2.1,4,6,500,0,1,0,2001;,500;,1;
`);
});

test('packets that come a second late join their row; those that come later make one of their own', () => {
  const rows = [10_000, 11_000, 10_999, 11_001, 12_000, 9_000, 12_001].map((time) => [time, 0, 100, 0, 1]);
  const lines = textOf(createWriter('network-stats'), ...rows.map((row, i) => packetBatch([row], i === 0 ? [FLOW] : []))).split('\n');
  expect(lines.slice(1, -1).map((line) => [line.split(',')[0], line.split(',')[10]])).toEqual([
    ['10', '10000;10999;'], ['11', '11000;11001;'], ['12', '12000;'], ['9', '9000;'], ['12', '12001;'],
  ]);
});

test('IPv6 is in upper case, a giant packet one item, a time below 0 left out', () => {
  const writer = createWriter('network-stats');
  const batch = packetBatch([[-5, 0, 1, 0, 1], [1000, 7, 65_535, 0, 1], [1000, 7, 65, 0, 1]], [flow(0, '[2001:db8::a]:0', '[fe80::1]:0', 58)]);
  expect(textOf(writer, batch)).toBe(`${HEADER}${LISTS}\n1,FE80::1,0,2001:DB8::A,0,58,0,65600,0,1,1000;,65600;,2;\n`);
  expect(writer.statistics).toEqual({ packets: 1, bytes: 65_600, warnings: [{ kind: 'time out of range', count: 1 }] });
});

test('a second of very many packets is written in several rows, and none is lost', () => {
  const writer = createWriter('network-stats');
  const rows = Array.from({ length: 1000 }, () => [1000, 0, 10, 0, 1]);
  let text = '';
  for (let i = 0; i < 1200; i++) text += Buffer.from(writer.write(packetBatch(rows, i === 0 ? [FLOW] : []))).toString();
  text += Buffer.from(writer.end()).toString();
  const lines = text.trimEnd().split('\n').map((line) => line.split(','));
  expect(lines.map((fields) => fields[0])).toEqual(['1', '1', '1']);
  expect(lines.reduce((sum, fields) => sum + Number(fields[8]), 0)).toBe(1_200_000);
  expect(lines.reduce((sum, fields) => sum + fields[10]!.split(';').length - 1, 0)).toBe(1_200_000);
});

test('a flow that is evicted is written, then forgotten', () => {
  const writer = createWriter('network-stats');
  const first = writer.write(packetBatch([[1000, 0, 10, 0, 1]], [FLOW], [0]));
  expect(() => writer.write(packetBatch([[5000, 0, 10, 0, 1]]))).toThrow('flow 0: expected to be named');
  expect(Buffer.concat([first, writer.end()]).toString()).toContain('1,10.0.0.1,5000,203.0.113.5,443,17,10,0,1,0,1000;,10;,1;\n');
});
