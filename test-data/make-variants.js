// Writes variants/: small well-formed files, one for each shape of input that must be read.
// Run: node test-data/make-variants.js    (plain Node; running it again gives the same bytes)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { bytes, ethernet, hopByHop, icmp, ipv4, ipv6, pcap, tcp, udp } from './packet-bytes.js';

const here = new URL('.', import.meta.url);
mkdirSync(new URL('variants/', here), { recursive: true });
const write = (name, content) => writeFileSync(new URL(`variants/${name}`, here), content);

// Stored blocks only: zlib's compressed bytes differ between versions and processors, stored ones do not.
const gzip = (content) => gzipSync(content, { level: 0 });

const CLIENT = '192.0.2.10';
const SERVER = '198.51.100.20';
const START = 1_700_000_000;
const up = (length, id) => ipv4(CLIENT, SERVER, 17, udp(40000, 1194, length), { id });
const down = (length, id) => ipv4(SERVER, CLIENT, 17, udp(1194, 40000, length), { id });

/** One packet each 150 ms and 7 µs, so that seconds and milliseconds both carry over. */
function timed(datas, { unit = 1e6, captured } = {}) {
  return datas.map((data, i) => {
    const microseconds = 999_950 + i * 150_007;
    const fraction = (microseconds % 1e6) * (unit / 1e6) + (unit === 1e9 ? 789 : 0);
    return { second: START + Math.floor(microseconds / 1e6), fraction, data, captured: Math.min(captured ?? data.length, data.length) };
  });
}

const tunnel = Array.from({ length: 20 }, (_, i) => (i % 4 === 0 ? up(40 + i, i) : down(1300 + i, i)));
const frames = tunnel.map((packet) => ethernet(0x0800, packet, { padTo: 60 }));

for (const [order, bigEndian] of [['little', false], ['big', true]]) {
  write(`microsecond-${order}-endian.pcap`, pcap(timed(frames, { captured: 96 }), { bigEndian, snapLength: 96 }));
  write(`nanosecond-${order}-endian.pcap`, pcap(timed(frames, { unit: 1e9, captured: 96 }), { bigEndian, nanosecond: true, snapLength: 96 }));
  write(`modified-${order}-endian.pcap`, pcap(timed(frames, { captured: 96 }), { bigEndian, modified: true, snapLength: 96 }));
}
write('no-packets.pcap', pcap([]));
write('raw-ip.pcap', pcap(timed(tunnel), { linkType: 101 }));
write('vlan.pcap', pcap(timed(tunnel.map((packet, i) => ethernet(0x0800, packet, { tags: i % 2 ? [[0x8100, 5]] : [[0x88a8, 7], [0x8100, 5]] })))));

const A = [0x2001, 0xdb8, 0, 0, 0, 0, 0, 0xa];
const B = [0x2001, 0xdb8, 0, 0, 1, 0, 0, 0xb];
write('ipv6.pcap', pcap(timed([
  ethernet(0x86dd, ipv6(A, B, 17, udp(50000, 443, 100))),
  ethernet(0x86dd, ipv6(B, A, 17, udp(443, 50000, 1200))),
  ethernet(0x86dd, ipv6(B, A, 0, hopByHop(17, udp(443, 50000, 1000)))),
  ethernet(0x86dd, ipv6(A, B, 58, icmp(8))),
])));

const whole = udp(1194, 40000, 2900);
write('fragments.pcap', pcap(timed([
  ethernet(0x0800, up(60, 1)),
  ethernet(0x0800, ipv4(SERVER, CLIENT, 17, whole.subarray(0, 1480), { id: 77, more: true })),
  ethernet(0x0800, ipv4(SERVER, CLIENT, 17, whole.subarray(1480), { id: 77, offset: 1480 })),
  ethernet(0x0800, down(1400, 78)),
])));

write('several-protocols.pcap', pcap(timed([
  ethernet(0x0806, Buffer.alloc(28), { padTo: 60 }),
  ethernet(0x0800, ipv4(CLIENT, SERVER, 6, tcp(50001, 443, 0)), { padTo: 60 }),
  ethernet(0x0800, ipv4(SERVER, CLIENT, 6, tcp(443, 50001, 1400))),
  ethernet(0x0800, ipv4(CLIENT, SERVER, 1, icmp(48))),
  ethernet(0x0800, ipv4(SERVER, CLIENT, 1, icmp(48))),
  ethernet(0x0800, ipv4(CLIENT, SERVER, 50, Buffer.alloc(120, 1))),
  ethernet(0x0800, up(60, 9)),
  ethernet(0x88cc, bytes(4, 1, 2, 3)),
])));
// Router alert and no operation (RFC 2113, RFC 791); a snap length that ends before the ports, behind them.
const optioned = (packet) => ethernet(0x0800, ipv4(CLIENT, SERVER, 17, packet, { options: [0x94, 4, 0, 0, 1, 1, 1, 0] }));
write('ip-options.pcap', pcap(timed([optioned(udp(40000, 1194, 100)), ethernet(0x0800, down(1300, 3)), optioned(udp(40000, 1194, 0))])));
for (const [where, captured] of [['before-ports', 42], ['behind-ports', 46]]) {
  write(`cut-${where}.pcap`, pcap(timed([optioned(udp(40000, 1194, 100)), optioned(udp(40000, 1194, 900))], { captured }), { snapLength: captured }));
}

const half = pcap(timed(frames, { captured: 96 }));
write('gzip-two-members.pcap.gz', Buffer.concat([gzip(half.subarray(0, 700)), gzip(half.subarray(700))]));

// Network-stats rows that have been seen in the wild, all derived from five quiet seconds of a recorded capture.
const recorded = gunzipSync(readFileSync(new URL('recorded/L_vod2_wg.csv.gz', here))).toString().split('\n', 10);
const [header, ...rows] = [recorded[0], ...recorded.slice(5, 10)].map((line) => line.split(','));
const text = (lines, end = '\n') => lines.map((columns) => columns.join(',') + end).join('');
const map = (change) => text([header, ...rows].map(change));
const regular = (columns) => columns.slice(0, 10);

write('extended.csv', text([header, ...rows]));
write('regular.csv', map(regular));
write('extended-crlf.csv', text([header, ...rows], '\r\n'));
write('extended-index-column.csv', map((columns, i) => [i ? i - 1 : '', ...columns]));
write('regular-two-index-columns.csv', map((columns, i) => (i ? [i - 1, i - 1, ...regular(columns)] : ['', 'Unnamed: 0', ...regular(columns)])));
write('regular-float-counts.csv', map((columns, i) => [...columns.slice(0, 6), ...columns.slice(6, 10).map((count) => (i ? `${count}.0` : count))]));
write('extended-named-addresses.csv', map((columns, i) => (i ? [columns[0], 'AnonIP1', 'AnonPort1', 'AnonIP2', columns[4], ...columns.slice(5)] : columns)));
for (const [name, zero] of [['zero', '0'], ['zero-dotted', '0.0.0.0']]) {
  write(`regular-${name}-address.csv`, map((columns, i) => (i ? [columns[0], zero, ...columns.slice(2, 10)] : regular(columns))));
}
write('extended-no-ports.csv', map((columns) => [...columns.slice(0, 2), columns[3], ...columns.slice(5)]));
write('regular-second-twice.csv', text([header, rows[0], rows[1], rows[1], rows[2]].map(regular)));
write('extended-moved-and-more-columns.csv', map((columns, i) => [i ? `note ${i}` : 'comment', ...columns.slice(10), ...columns.slice(0, 10)]));
write('extended-server-first.csv', map(([time, ip1, port1, ip2, port2, proto, bytes1, bytes2, packets1, packets2, times, sizes, dirs], i) =>
  (i ? [time, ip2, port2, ip1, port1, proto, bytes2, bytes1, packets2, packets1, times, sizes, dirs.replaceAll(/[12]/g, (dir) => 3 - dir)] : header)));
write('no-rows.csv', text([header]));
