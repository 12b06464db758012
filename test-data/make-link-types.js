// Writes link-types/: one small capture a link type, with the shapes of frame that each knows.
// Run: node test-data/make-link-types.js    (plain Node; running it again gives the same bytes)
import { mkdirSync, writeFileSync } from 'node:fs';
import { bytes, ethernet, ipv4, ipv6, pcap, udp } from './packet-bytes.js';
import { hdlc, hex, label, le, nflog, pppoe, radiotap, SNAP, wlan } from './link-frames.js';

const here = new URL('.', import.meta.url);
mkdirSync(new URL('link-types/', here), { recursive: true });

const A = [0x2001, 0xdb8, 0, 0, 0, 0, 0, 0xa];
const B = [0x2001, 0xdb8, 0, 0, 1, 0, 0, 0xb];
let made = 0;
/** Every packet has another length, so that a sum tells which of them was missed. */
const v4 = () => ipv4('192.0.2.10', '198.51.100.20', 17, udp(40000, 1194, 40 + 2 ** (made++ % 10)), { id: made });
const v6 = () => ipv6(A, B, 17, udp(50000, 443, 60 + 2 ** (made++ % 10)));
const arp = Buffer.concat([bytes(2, 1, 0x0800), bytes(1, 6, 4), bytes(2, 1), Buffer.alloc(20)]);

function write(name, linkType, frames, options) {
  const records = frames.map((frame, i) => {
    const { data, captured = data.length } = Buffer.isBuffer(frame) ? { data: frame } : frame;
    return { second: 1_700_000_000 + i, fraction: 250_000 + i, data, captured };
  });
  writeFileSync(new URL(`link-types/${name}.pcap`, here), pcap(records, { linkType, ...options }));
}
const cat = (...parts) => Buffer.concat(parts);
/** With the captured bytes cut after `captured`. */
const cut = (data, captured) => ({ data, captured });
const eth = (packet) => ethernet(packet[0] >> 4 === 4 ? 0x0800 : 0x86dd, packet);

const snap = (packet) => cat(SNAP, bytes(2, packet[0] >> 4 === 4 ? 0x0800 : 0x86dd), packet);
const llc = (content) => ethernet(content.length, content);
write('ethernet', 1, [
  eth(v4()), eth(v6()), ethernet(0x0806, arp), cut(eth(v4()), 60),
  ethernet(0x0800, v4(), { tags: [[0x8100, 5]] }),
  ethernet(0x86dd, v6(), { tags: [[0x88a8, 5], [0x8100, 6]] }),
  ethernet(0x0800, v4(), { tags: [[0x9100, 5], [0x8100, 6], [0x8100, 7]] }),
  ethernet(0x0800, v4(), { tags: Array.from({ length: 20 }, (_, i) => [0x8100, i]) }),
  llc(snap(v4())), llc(snap(v6())), llc(cat(hex('aaaa030000f80800'), v4())), llc(cat(hex('aaaa0300000c2000'), Buffer.alloc(60))),
  llc(cat(hex('060603'), v4())), llc(cat(hex('aaaa030080c200070000'), eth(v4()))), llc(cat(hex('424203'), Buffer.alloc(40))),
  ethernet(0x8870, snap(v4())), ethernet(0x88e7, cat(hex('00000001'), eth(v4()))), ethernet(0x8909, cat(hex('0101000100050800'), v4())),
  ethernet(0x88e5, cat(hex('20000000000102000000000100010800'), v4(), Buffer.alloc(16))),
  ethernet(0x88e5, cat(hex('2c00000000010200000000010001'), Buffer.alloc(100, 0xa5))),
  ethernet(0x88cc, Buffer.alloc(60)), ethernet(0, Buffer.alloc(60)), ethernet(1501, Buffer.alloc(60)),
]);

write('mpls-in-ethernet', 1, [
  ethernet(0x8847, cat(label(100, 1), v4())), ethernet(0x8848, cat(label(100, 0), label(200, 1), v6())),
  ethernet(0x8847, cat(label(0, 1), v4())), ethernet(0x8847, cat(label(2, 1), v6())),
  ethernet(0x8847, cat(label(100, 0), label(13, 1), hex('10000021'), v4())), ethernet(0x8847, cat(label(100, 1), hex('10000057'), v6())),
  ethernet(0x8847, cat(label(100, 1), hex('00000000'), hex('001122334455001122334466'), hex('0800'), v4())),
  ethernet(0x8847, cat(label(100, 1), hex('00000007'), hex('001122334455001122334466'), hex('86dd'), v6())),
  ethernet(0x8847, cat(label(100, 1), hex('001122334455001122334466'), hex('0800'), v4())),
  ethernet(0x8847, cat(...Array.from({ length: 25 }, (_, i) => label(100 + i, i === 24 ? 1 : 0)), v4())),
  ethernet(0x8847, cat(label(100, 1), hex('50607080'), Buffer.alloc(60))),
]);

const v4InPpp = () => cat(hex('0021'), v4());
write('pppoe-in-ethernet', 1, [
  ethernet(0x8864, pppoe(v4InPpp())), ethernet(0x8864, pppoe(cat(hex('0057'), v6()))), ethernet(0x8864, pppoe(cat(hex('21'), v4()))),
  ethernet(0x8864, pppoe(cat(hex('0281'), label(100, 1), v4())), { tags: [[0x8100, 7]] }),
  ethernet(0x8864, pppoe(hex('c0210901000812345678'))), ethernet(0x8863, hex('110900000000')),
]);
write('pppoe', 51, [pppoe(v4InPpp()), pppoe(cat(hex('0057'), v6()))]);
write('ppp', 9, [
  v4InPpp(), cat(hex('ff030057'), v6()), cat(hex('21'), v4()), cat(hex('ff0321'), v4()), cat(hex('0281'), label(9, 1), v4()),
  cat(hex('00310001'), eth(v4())), cat(hex('003dc00000000021'), v4()), hex('c0210901000812345678'), cut(v4InPpp(), 30),
]);
write('ppp-hdlc', 50, [hdlc(0xff, 0x03, 0x0021, v4()), hdlc(0x0f, 0, 0x0800, v4()), hdlc(0x8f, 0, 0x86dd, v6()), v4InPpp()]);
write('ppp-direction', 204, [cat(hex('00'), v4InPpp()), cat(hex('01ff030057'), v6())]);
write('cisco-hdlc', 104, [hdlc(0x0f, 0, 0x0800, v4()), hdlc(0x8f, 0, 0x86dd, v6()), hdlc(0x0f, 0, 0x8847, cat(label(9, 1), v4())), hdlc(0x8f, 0, 0x8035, Buffer.alloc(20))]);

const family = (number, packet) => [cat(bytes(4, number), packet), cat(le(4, number), packet)];
const loopback = () => [...family(2, v4()), ...[24, 28, 30].flatMap((number) => family(number, v6())), cat(hex('00000800'), v4()), ...family(7, Buffer.alloc(30))];
write('loopback', 0, loopback());
write('loopback-big-endian', 0, loopback(), { bigEndian: true });
write('openbsd-loopback', 108, [cat(bytes(4, 2), v4()), cat(bytes(4, 24), v6())]);

const cooked = (hardware, type, content) => cat(bytes(2, 0, hardware, 6), hex('0200000000010000'), bytes(2, type), content);
const cooked2 = (hardware, type, content) => cat(bytes(2, type, 0), bytes(4, 2), bytes(2, hardware), hex('0006'), hex('0200000000010000'), content);
for (const [name, linkType, make] of [['linux-cooked', 113, cooked], ['linux-cooked-2', 276, cooked2]]) {
  write(name, linkType, [
    make(1, 0x0800, v4()), make(1, 0x86dd, v6()), make(512, 0x0800, v4()), make(1, 0x8100, cat(hex('00050800'), v4())),
    make(1, 0x0004, snap(v4())), make(1, 0x0806, arp), make(1, 0x8864, pppoe(v4InPpp())), make(824, 0x0000, Buffer.alloc(40)), cut(make(1, 0x0800, v4()), 70),
  ]);
}
write('raw-12', 12, [v4(), v6()]);
write('raw-14', 14, [v4(), v6()]);
write('raw-101', 101, [v4(), v6(), cut(v4(), 40)]);
write('ipv4', 228, [v4(), v4()]);
write('ipv6', 229, [v6(), v6()]);

const TO = 1, FROM = 2, PROTECTED = 0x40, ORDER = 0x80;
const stations = [
  wlan(0x08, TO, snap(v4())), wlan(0x08, FROM, snap(v6())), wlan(0x08, 0, snap(v4())), wlan(0x08, TO | FROM, snap(v4())),
  wlan(0x88, TO, snap(v4()), { quality: 0 }), wlan(0x88, TO | FROM, snap(v6()), { quality: 5 }),
  wlan(0x88, TO | ORDER, snap(v4()), { quality: 0, control: 4 }), wlan(0x08, TO | ORDER, snap(v4())), wlan(0x18, TO, snap(v4())),
  wlan(0x48, TO, Buffer.alloc(0)), wlan(0xc8, TO, Buffer.alloc(0), { quality: 0 }), wlan(0x80, 0, Buffer.alloc(40)), hex('d4000000020000000001'),
  wlan(0x08, TO | PROTECTED, Buffer.alloc(90, 0x5a)), wlan(0x88, FROM | PROTECTED, Buffer.alloc(90, 0x5a), { quality: 0 }), wlan(0x08, FROM, cat(SNAP, hex('0806'), arp)),
];
write('wlan', 105, stations);
write('wlan-radiotap', 127, [
  ...stations.map((frame) => radiotap(0, hex(''), frame)), radiotap(0x02, hex('10'), cat(wlan(0x08, TO, snap(v4())), hex('01020304'))),
  radiotap(0x03, cat(Buffer.alloc(8), hex('10')), cat(wlan(0x88, FROM, snap(v4()), { quality: 0 }), hex('01020304'))),
  radiotap(0x02, hex('20'), wlan(0x88, TO, snap(v4()), { quality: 0, padding: 2 })), radiotap(0x02, hex('20'), wlan(0x08, TO, snap(v4()))),
  // A second word of what is present moves the time to the next multiple of eight.
  radiotap(0x80000003, cat(Buffer.alloc(4), Buffer.alloc(8), hex('20')), wlan(0x88, TO | ORDER, snap(v6()), { quality: 0, control: 4, padding: 2 }), le(4, 0)),
]);
write('wlan-prism', 119, [
  ...[le(4, 0x44, 144), bytes(4, 0x44, 144), le(4, 0x41, 144)].flatMap((header) => stations.slice(0, 3).map((frame) => cat(header, Buffer.alloc(136), frame))),
  cat(bytes(4, 0x80211001, 64), Buffer.alloc(56), wlan(0x08, TO, snap(v4()))),
]);
write('wlan-avs', 163, [64, 80].flatMap((length) => stations.map((frame) => cat(bytes(4, length === 64 ? 0x80211001 : 0x80211002, length), Buffer.alloc(length - 8), frame))));

const logged = (number) => [
  nflog(2, [[1, hex('08000300')], [10, hex('6162000000')], [9, v4()]], number), nflog(10, [[9, v6()]], number),
  nflog(2, [[9, v4()], [5, Buffer.alloc(4)]], number), nflog(7, [[9, Buffer.alloc(40)]], number), cat(hex('02000000'), number(2, 0, 0), v4()), cat(hex('02000000'), number(2, 3, 9), v4()),
];
write('netfilter-log', 239, logged(le));
write('netfilter-log-big-endian', 239, logged(bytes), { bigEndian: true });
