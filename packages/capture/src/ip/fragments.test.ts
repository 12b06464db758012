import { expect, test } from 'vitest';
import { type Ipv4Shape, ipv4, udp } from '../../fixtures/build-pcap.ts';
import { decodeIp } from './decode.ts';
import { FRAGMENTS_KEPT, FragmentTable } from './fragments.ts';
import { createIpPacket } from './packet.ts';

function fragment(shape: Ipv4Shape) {
  const bytes = ipv4(shape);
  const packet = createIpPacket();
  decodeIp(bytes, bytes.length, bytes.length, 4, packet);
  return { bytes, packet };
}

const first = (id: number, port = 5000) => fragment({ id, fragment: 0x2000, payload: udp(port, 443) });
const later = (id: number, shape: Ipv4Shape = {}) => fragment({ id, fragment: 0x0002, ...shape });

test('a later fragment gets the ports of its first', () => {
  const table = new FragmentTable();
  const { bytes, packet } = first(1);
  table.remember(bytes, packet, 0);
  const next = later(1);
  expect(table.join(next.bytes, next.packet, 10)).toBe(true);
  expect(next.packet).toMatchObject({ sourcePort: 5000, destinationPort: 443 });
});

test.each<[string, Ipv4Shape]>([
  ['identification', { id: 2 }],
  ['protocol', { protocol: 6 }],
  ['source', { source: [10, 0, 0, 9] }],
  ['destination', { destination: [10, 0, 0, 9] }],
])('another %s belongs to another first', (_name, shape) => {
  const table = new FragmentTable();
  const { bytes, packet } = first(1);
  table.remember(bytes, packet, 0);
  const next = later(1, shape);
  expect(table.join(next.bytes, next.packet, 10)).toBe(false);
});

test('a first fragment is forgotten after 30 s, and replaced by one of the same identification', () => {
  const table = new FragmentTable();
  const old = first(1, 5000);
  table.remember(old.bytes, old.packet, 0);
  const next = later(1);
  expect(table.join(next.bytes, next.packet, 30_001)).toBe(false);
  const young = first(1, 6000);
  table.remember(young.bytes, young.packet, 30_000);
  expect(table.join(next.bytes, next.packet, 30_001)).toBe(true);
  expect(next.packet.sourcePort).toBe(6000);
});

test('the table is bounded: the oldest goes', () => {
  const table = new FragmentTable();
  for (let id = 0; id <= FRAGMENTS_KEPT; id++) {
    const { bytes, packet } = first(id);
    table.remember(bytes, packet, 0);
  }
  const joins = (id: number) => {
    const { bytes, packet } = later(id);
    return table.join(bytes, packet, 0);
  };
  expect([joins(0), joins(1), joins(FRAGMENTS_KEPT)]).toEqual([false, true, true]);
});
