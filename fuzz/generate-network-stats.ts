import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';

const REGULAR = ['Time', 'IP1', 'Port1', 'IP2', 'Port2', 'Proto', '1->2Bytes', '2->1Bytes', '1->2Pkts', '2->1Pkts'];
const PACKETS = ['packet_times', 'packet_sizes', 'packet_dirs'];
const FIRST_SECOND = 1_600_000_000;

/** Addresses of all kinds, well-formed and nearly so: a number for each keeps rows of one flow together. */
export const ADDRESSES: readonly string[] = [
  '10.0.0.1', '10.0.0.2', '203.0.113.5', '0.0.0.0', '0', '255.255.255.255', '2001:DB8::5', '::', '::1', 'FE80::1', '2001:db8:0:0:0:0:0:5', '::ffff:10.0.0.1',
  'AnonIP1', 'AnonIP2', 'a host whose name is long 1', 'a host whose name is long 2', '', '256.1.1.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1..2.3', ':::', '1::2::3',
  '12345::', '1:2:3:4:5:6:7:8:9', '::g', ':1::2', '1:::2', '1:2:3:4:5:6:1.2.3.4', '::1.2.3.4', '1::1.2.3.256', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::', '00001::', 'fe80::1%', 'fe80::1%eth0', '10.0.0.1 ', 'exactly16bytes!!', 'exactly 17 bytes!',
];
/** Numbers of all kinds, likewise. */
export const NUMBERS: readonly string[] = [
  '0', '1', '12.0', '12.5', '-1', '+1', '', ' 7', '1e3', '0x10', 'nan', 'inf', '.', '.5', '5.', '00012', '65535', '65536', '255', '256', '4294967295', '4294967296',
  '9007199254740991', '9007199254740992', '9007199254740993', '99999999999999999999999999', '0.00000000000000000000000001', '8640000000000000', '8640000000000001', '12.0000000000000000000000000000', '1e5', '1E+3', '1e-2', '1e', 'e5', '1e999', '1e-999', '1.5e1', 'Infinity', '-inf', '+nan', 'NaN', 'infinit', '0b101',
  '0o17', '0xfff', '1_000', '\u00c2\u00a012', '12\u00e2\u0080\u0083', '\u00e2\u0080\u00a85', '\u00e3\u0080\u00807', '\t3\t', '+0', '-0', '--1', '1.2.3', '1;2', '0e0', '1e99999999', '0'.repeat(400),
];

/** A network-stats file of its own, of up to about 80 rows. */
export function generateNetworkStats(input: FuzzInput, random: Random, extended: boolean): void {
  input.length = 0;
  const end = random.oneIn(5) ? '\r\n' : '\n';
  const columns = extended ? [...REGULAR, ...PACKETS] : [...REGULAR];
  if (random.oneIn(4)) columns.splice(random.below(columns.length + 1), 0, random.oneIn(2) ? '' : 'more');
  if (random.oneIn(6)) columns.reverse();
  if (random.oneIn(8)) columns.splice(columns.indexOf('Port1'), 1);
  if (random.oneIn(16)) input.text('\u00ef\u00bb\u00bf');
  input.text(columns.join(','));
  input.text(end);
  let second = FIRST_SECOND;
  for (let rows = 1 + random.small(random.oneIn(4) ? 80 : 20); rows > 0; rows--) {
    if (random.oneIn(2)) second++;
    putRow(input, random, columns, second);
    if (rows > 1 || !random.oneIn(4)) input.text(end);
  }
}

function putRow(input: FuzzInput, random: Random, columns: readonly string[], second: number): void {
  const count = random.oneIn(10) ? random.below(60) : random.small(5);
  const addresses = random.oneIn(3) ? ADDRESSES.length : 3;
  for (const [index, column] of columns.entries()) {
    if (index > 0) input.text(',');
    if (column === 'Time') input.text(String(second));
    else if (column.startsWith('IP')) input.text(ADDRESSES[random.below(addresses)]!);
    else if (column === 'Proto') input.text(random.pick(['17', '6', '1', '0', '255']));
    else if (column.startsWith('Port')) input.text(random.pick(['443', '5000', '0', '65535']));
    else if (column.endsWith('Pkts')) input.text(String(random.oneIn(3) ? random.small(2000) : column.startsWith('1') ? count : 0));
    else if (column.startsWith('packet_')) putList(input, random, column, random.oneIn(40) ? random.small(count + 1) : count, second);
    else input.text(random.oneIn(8) ? `${random.below(9999)}.0` : String(random.below(99_999)));
  }
}

function putList(input: FuzzInput, random: Random, column: string, count: number, second: number): void {
  const ordered = !random.oneIn(4);
  for (let item = 0; item < count; item++) {
    const ms = ordered ? Math.floor((1000 * item) / count) : random.below(1000);
    input.text(column === 'packet_times' ? String(1000 * second + ms) : column === 'packet_sizes' ? String(random.oneIn(20) ? random.below(200_000) : 60 + random.below(1440)) : random.pick(['1', '2']));
    if (item < count - 1 || !random.oneIn(30)) input.text(';');
  }
}
