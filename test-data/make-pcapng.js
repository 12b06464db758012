// Writes pcapng/: well-formed pcapng files, one for each thing that the format allows, each with what a reader must find in it.
// The expectations follow from how the files are made; no reader of this project is asked. tshark agrees with those that do not
// say why it cannot (checks/pcapng.test.ts).
// Run: node test-data/make-pcapng.js    (plain Node; running it again gives the same bytes)
import { mkdirSync, writeFileSync } from 'node:fs';
import { ethernet, ipv4, udp } from './packet-bytes.js';
import { blocks } from './pcapng-bytes.js';

const here = new URL('pcapng/', import.meta.url);
mkdirSync(here, { recursive: true });

/**
 * @param parts buffers, and the packets of `up` and `down`, which are put into the file and the expectation
 * @param about skipped: records that are none of the packets, by reason; warnings: kinds; tshark: why it does not find the same
 */
function write(name, parts, { skipped = {}, warnings = [], tshark } = {}) {
  const packets = parts.flatMap(({ expected }) => expected ?? []);
  const sum = (sender) => packets.filter((each) => each.sender === sender).reduce((bytes, { size }) => bytes + size, 0);
  const expected = {
    packets: packets.length,
    bytesUp: sum('up'),
    bytesDown: sum('down'),
    times: packets.map(({ time }) => time),
    skipped,
    warnings,
    ...(tshark && { tshark }),
  };
  writeFileSync(new URL(name, here), Buffer.concat(parts.map((part) => part.bytes ?? part)));
  writeFileSync(new URL(`${name}.expected.json`, here), `${JSON.stringify(expected, null, 1)}\n`);
}

const CLIENT = '192.0.2.10';
const SERVER = '198.51.100.20';
const upIp = (payload) => ipv4(CLIENT, SERVER, 17, udp(40000, 1194, payload));
const downIp = (payload) => ipv4(SERVER, CLIENT, 17, udp(1194, 40000, payload));

/** The time of a packet: seconds since 1970 with nine digits, truncated. `perSecond` ticks a second, as a BigInt. */
function timeOf(ticks, perSecond, offset = 0n) {
  const nanoseconds = (BigInt(ticks) % perSecond) * 1_000_000_000n / perSecond;
  return `${BigInt(ticks) / perSecond + offset}+${String(nanoseconds).padStart(9, '0')}`;
}

/** Puts a packet into a file: `make` gives its block from link-layer bytes. `expected` is the time, or null if it is no packet to find. */
const up = (time, make, payload = 60) => sent('up', time, make(ethernet(0x0800, upIp(payload))), 28 + payload);
const down = (time, make, payload = 1200) => sent('down', time, make(ethernet(0x0800, downIp(payload)).subarray(0, 96), ethernet(0x0800, downIp(payload)).length), 28 + payload);
const sent = (sender, time, bytes, size) => ({ bytes, expected: { sender, time, size } });

const MICRO = 1_000_000n;
const START = 1_700_000_000n * MICRO + 999_950n;
/** Some packets of a microsecond interface, a little more than 100 ms apart. */
function traffic(b, { from = 0, count = 6, interface: number = 0, put = b.packet } = {}) {
  return Array.from({ length: count }, (_, i) => {
    const ticks = START + BigInt(from + i) * 100_007n;
    const make = (data, original = data.length) => put(ticks, data, { interface: number, original });
    return i % 3 === 0 ? up(timeOf(ticks, MICRO), make, 40 + i) : down(timeOf(ticks, MICRO), make, 1200 + i);
  });
}

for (const [order, bigEndian] of [['little', false], ['big', true]]) {
  const b = blocks(bigEndian);
  write(`${order}-endian.pcapng`, [b.section(), b.description(), ...traffic(b)]);
  write(`obsolete-packets-${order}-endian.pcapng`, [b.section(), b.description(), b.description(), ...traffic(b, { interface: 1, put: b.obsoletePacket })]);
}

const b = blocks();
const B = blocks(true);
const comment = (w, text = 'a comment') => w.option(1, text);
const customOptions = (w) => [2988, 2989, 19372, 19373].map((code) => w.option(code, Buffer.concat([w.u32(32473), Buffer.from('text')])));
for (const [order, w] of [['little', b], ['big', B]]) {
  const interfaceOptions = [
    w.option(2, 'eth0'), w.option(3, 'the outer interface'), w.option(4, [192, 0, 2, 10, 255, 255, 255, 0]), w.option(5, Buffer.alloc(17, 1)),
    w.option(6, [2, 0, 0, 0, 0, 1]), w.option(7, Buffer.alloc(8, 2)), w.option(8, w.u64(1_000_000_000n)), w.resolution(6), w.option(10, w.u32(0)),
    w.option(11, Buffer.concat([Buffer.from([0]), Buffer.from('udp port 1194')])), w.option(12, 'Linux'), w.option(13, [0]), w.offset(0n),
    w.option(15, 'a card'), w.option(16, w.u64(1n)), w.option(17, w.u64(1n)), comment(w), ...customOptions(w), w.endOfOptions,
  ];
  const packetOptions = [
    comment(w), w.option(2, w.u32(1)), w.option(3, [2, 1, 2, 3, 4]), w.option(4, w.u64(0n)), w.option(5, w.u64(7n)), w.option(6, w.u32(1)),
    w.option(7, [0, 1]), w.option(8, w.u32(1)), ...customOptions(w), w.endOfOptions,
  ];
  const put = (ticks, data, about) => w.packet(ticks, data, { ...about, options: packetOptions });
  const sectionOptions = [w.option(2, 'a machine'), w.option(3, 'a system'), w.option(4, 'test-data/make-pcapng.js'), comment(w), ...customOptions(w), w.endOfOptions];
  write(`options-${order}-endian.pcapng`, [w.section({ options: sectionOptions }), w.description({ options: interfaceOptions }), ...traffic(w, { put })]);
}
const withoutEnd = (ticks, data, about) => b.packet(ticks, data, { ...about, options: [comment(b, 'no end of options after it')] });
write('options-without-end.pcapng', [b.section({ minor: 2, options: [comment(b)] }), b.description({ options: [b.resolution(6), b.option(2, '')] }), ...traffic(b, { put: withoutEnd })]);

const first = [B.description(), ...traffic(B, { count: 3 })];
const firstBytes = first.reduce((sum, part) => sum + (part.bytes ?? part).length, 0);
const milli = (data, original = data.length) => b.packet(1_700_000_002_345n, data, { interface: 1, original });
write('sections.pcapng', [
  B.section({ bytes: BigInt(firstBytes) }), ...first,
  b.section(), b.description({ linkType: 101 }), b.description({ options: [b.resolution(3)] }), down('1700000002+345000000', milli),
  B.section({ bytes: 0n }),
  b.section(), b.description(), ...traffic(b, { from: 30, count: 3 }),
]);

/** The same moment in ticks of other lengths, rounded down. Each interface has a packet of it, and one a tick later. */
const MOMENT = 1_700_000_123_456_789_012n;
const resolutions = [0, 3, 6, 9, 10, 0x80, 0x8a, 0x94, 0xa0, 0xa1].map((value) => [value, value & 0x80 ? 2n ** BigInt(value & 0x7f) : 10n ** BigInt(value)]);
const ticksIn = (perSecond) => MOMENT * perSecond / 1_000_000_000n;
const packetsOf = ([, perSecond], i) => [0n, 1n].map((later) => {
  const ticks = ticksIn(perSecond) + later;
  return up(timeOf(ticks, perSecond), (data) => b.packet(ticks, data, { interface: i }), 40 + i);
});
write('resolutions.pcapng', [b.section(), ...resolutions.map(([value]) => b.description({ options: [b.resolution(value)] })), ...resolutions.flatMap(packetsOf)]);

// An offset leaves room in the 64 bits for ticks that are shorter still.
const fine = [12, 15, 18, 19, 0xa8, 0xb4, 0xbc].map((value) => [value, value & 0x80 ? 2n ** BigInt(value & 0x7f) : 10n ** BigInt(value)]);
write('fine-resolutions.pcapng', [
  b.section(), ...fine.map(([value]) => b.description({ options: [b.offset(1_700_000_000n), b.resolution(value)] })),
  ...fine.flatMap(([, perSecond], i) => [perSecond / 3n, perSecond - 1n, perSecond].map((ticks) =>
    up(timeOf(ticks, perSecond, 1_700_000_000n), (data) => b.packet(ticks, data, { interface: i }), 40 + i))),
], { tshark: 'it cuts fractions of a second of more than 32 bits wrongly' });
write('extreme-resolutions.pcapng', [
  b.section(), ...[20, 127, 0xff].map((value) => b.description({ options: [b.resolution(value)] })),
  up(timeOf(2n ** 64n - 1n, 10n ** 20n), (data) => b.packet(2n ** 64n - 1n, data)),
  up('0+000000000', (data) => b.packet(2n ** 64n - 1n, data, { interface: 1 })),
  up('0+000000000', (data) => b.packet(2n ** 64n - 1n, data, { interface: 2 })),
], { tshark: 'it reads no resolution beyond 10^-19 and 2^-63' });
const shifted = [3600n, -3600n, 1_000_000_000n, -1_699_999_999n, -1_700_000_003n];
write('time-offsets.pcapng', [
  B.section(), ...shifted.map((seconds) => B.description({ options: [B.offset(seconds)] })),
  ...shifted.map((seconds, i) => up(timeOf(START, MICRO, seconds), (data) => B.packet(START, data, { interface: i }))),
]);
write('impossible-times.pcapng', [
  b.section(), b.description({ options: [b.resolution(0)] }), b.description({ options: [b.offset(2n ** 63n - 1n)] }), b.description(), b.description({ options: [b.offset(-(2n ** 63n))] }),
  up('1+000000000', (data) => b.packet(1, data)),
  b.packet(2n ** 64n - 1n, ethernet(0x0800, upIp(10))), b.packet(START, ethernet(0x0800, upIp(10)), { interface: 1 }),
  b.packet(8_640_000_000_001n, ethernet(0x0800, upIp(10))), b.packet(2n ** 64n - 1n, ethernet(0x0800, upIp(10)), { interface: 3 }),
  up('8640000000000+000000000', (data) => b.packet(8_640_000_000_000n, data)),
  b.packet(2n ** 64n - 1n, ethernet(0x0800, upIp(10)), { interface: 2 }),
], { skipped: { 'impossible time': 5 }, tshark: 'it takes any time' });

// A simple packet holds as much as the snap length of the first interface lets through.
const simple = (w, snapLength = 96) => (data, original = data.length) => w.simplePacket(data.subarray(0, snapLength), { original });
for (const [order, w] of [['little', b], ['big', B]]) {
  write(`simple-packets-${order}-endian.pcapng`, [
    w.section(), w.description({ snapLength: 96 }), w.description({ snapLength: 16 }),
    up('0+000000000', simple(w)), ...traffic(w, { count: 1 }), down(timeOf(START, MICRO), simple(w)), up(timeOf(START, MICRO), simple(w)),
    w.section(), w.description({ snapLength: 0 }), up(timeOf(START, MICRO), simple(w, Infinity)),
  ], { warnings: ['packet without a time'], tshark: 'it gives simple packets no time' });
}

const SKIPPED = [4, 5, 7, 8, 9, 10, 0xbad, 0x40000bad, 0x101, 0x201, 0x216, 0xffff, 0x0a0d0a00, 0x80000000, 0x80000001, 0xffffffff];
for (const [order, w] of [['little', b], ['big', B]]) {
  const names = Buffer.concat([w.u16(1), w.u16(13), Buffer.from([192, 0, 2, 10]), Buffer.from('a.host\0\0\0\0\0\0'), w.u32(0)]);
  const statistics = Buffer.concat([w.u32(0), w.u32(0), w.u32(0), w.option(4, w.u64(6n)), w.option(5, w.u64(0n)), w.endOfOptions]);
  const secrets = Buffer.concat([w.u32(0x544c534b), w.u32(17), Buffer.from('CLIENT_RANDOM 0 0')]);
  const custom = (type) => w.block(type, Buffer.concat([w.u32(32473), Buffer.alloc(40, type)]));
  const journal = Buffer.from('__REALTIME_TIMESTAMP=1700000000000000\nMESSAGE=a line\n\n');
  const known = [w.block(4, names), w.block(5, statistics), w.block(10, secrets), w.block(9, journal), custom(0xbad), custom(0x40000bad)];
  write(`other-blocks-${order}-endian.pcapng`, [
    w.section(), w.block(4, names), w.description(), ...traffic(w, { count: 2 }), ...known, ...traffic(w, { from: 2, count: 2 }),
    ...SKIPPED.flatMap((type) => [w.block(type, Buffer.alloc(0)), w.block(type, Buffer.alloc(29, 5))]), ...traffic(w, { from: 4, count: 1 }), w.block(5, statistics),
  ], { tshark: 'it checks what is in some of the blocks, and counts others as records' });
}
const long = b.block(0xbad, Buffer.concat([b.u32(32473), Buffer.alloc(100_003, 6)]));
write('long-custom-block.pcapng', [b.section(), b.description(), ...traffic(b, { count: 2 }), long, long, ...traffic(b, { from: 2, count: 2 }), long],
  { tshark: 'it counts custom blocks as records' });
write('statistics-at-end.pcapng', [
  b.section(), b.description(), ...traffic(b),
  b.block(5, Buffer.concat([b.u32(0), b.u32(0x60a19), b.u32(7), b.option(4, b.u64(6n)), b.option(5, b.u64(0n)), b.endOfOptions])),
]);

write('no-interface.pcapng', [b.section()]);
write('no-packets.pcapng', [B.section(), B.description()]);
write('many-interfaces.pcapng', [b.section(), ...Array.from({ length: 300 }, () => b.description()), ...traffic(b, { interface: 299 }), ...traffic(b, { from: 6, interface: 256, put: b.obsoletePacket })]);
const usb = (i) => b.packet(START + BigInt(i), Buffer.alloc(80, i), { interface: 1 });
write('unread-link-type.pcapng', [b.section(), b.description(), b.description({ linkType: 220 }), usb(1), ...traffic(b), usb(2)], { skipped: { 'unsupported link type': 2 } });
const raw = (data, original = data.length) => b.packet(START, data.subarray(14), { interface: 1, original: original - 14 });
write('two-link-types.pcapng', [b.section(), b.description(), b.description({ linkType: 101 }), ...traffic(b), up(timeOf(START, MICRO), raw), down(timeOf(START, MICRO), raw)]);

// A length that is no multiple of 4, the padding left out of it: some writers give it, and Wireshark takes it.
const unpadded = (ticks, data, about) => {
  const options = [Buffer.alloc((4 - (data.length % 4)) % 4)];
  return b.packet(ticks, data, { ...about, length: 32 + data.length, options: options[0].length > 3 ? options : [] });
};
write('unpadded-lengths.pcapng', [b.section(), b.description(), ...traffic(b, { put: unpadded }), b.block(0x80000000, Buffer.alloc(7), { length: 19, trailer: 17 })]);
