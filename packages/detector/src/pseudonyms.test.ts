import { expect, test } from 'vitest';
import type { FlowFields } from './flow-fields.ts';
import { Pseudonyms } from './pseudonyms.ts';

const line = (client: string, server: string, file = 'x.pcap'): FlowFields => ({
  file, primary: true, start: '2026-01-01T00:00:00.000Z', durationSeconds: 1,
  flow: { id: '0123456789ab', client, clientPort: 5000, server, serverPort: 443, protocol: 17, tunnel: null },
});

test('the same address has the same name, whatever side it is on', () => {
  const pseudonyms = new Pseudonyms();
  const first = pseudonyms.mask(line('10.0.0.1', '192.0.2.1'));
  const second = pseudonyms.mask(line('192.0.2.1', '2001:db8::1'));
  expect([first.flow.client, first.flow.server]).toEqual(['host-1', 'host-2']);
  expect([second.flow.client, second.flow.server]).toEqual(['host-2', 'host-3']);
});

test('identifiers depend on the names alone, and still tell flows apart', () => {
  const id = (client: string, server: string) => new Pseudonyms().mask(line(client, server)).flow.id;
  expect(id('10.0.0.1', '192.0.2.1')).toBe(id('10.9.9.9', '198.51.100.7'));
  const pseudonyms = new Pseudonyms();
  const [one, other] = [pseudonyms.mask(line('10.0.0.1', '192.0.2.1')), pseudonyms.mask(line('10.0.0.2', '192.0.2.1'))];
  expect(one.flow.id).not.toBe(other.flow.id);
  expect(one.flow.id).not.toBe('0123456789ab');
});

test('addresses in file names are replaced too', () => {
  const pseudonyms = new Pseudonyms();
  const { file, flow } = pseudonyms.mask(line('10.0.0.1', '2001:db8::1', 'captures/10.0.0.1_2001:DB8::1.pcap'));
  expect(file).toBe(`captures/${flow.client}_${flow.server}.pcap`);
  expect(pseudonyms.text('2026-11-22T18:29.pcap')).toBe('2026-11-22T18:29.pcap');
  expect(pseudonyms.mask({ ...line('10.0.0.1', '192.0.2.1'), warnings: ['10.0.0.1.pcap, byte 24: truncated'] }).warnings).toEqual([`${flow.client}.pcap, byte 24: truncated`]);
  expect(pseudonyms.text('x/10.0.0.1.pcap, byte 24: corrupt: found a')).toBe(`x/${flow.client}.pcap, byte 24: corrupt: found a`);
});
