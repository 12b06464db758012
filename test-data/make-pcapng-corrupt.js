// Writes corrupt/*.pcapng: files that end early or contradict their format, each with what a reader must say about it.
// The expectations follow from how each file is made here; no reader of this project is asked. As make-corrupt.js has it,
// `offset` is the byte that the message names, `packets` how many are read before it.
// Run: node test-data/make-pcapng-corrupt.js    (plain Node; running it again gives the same bytes)
import { mkdirSync, writeFileSync } from 'node:fs';
import { ipv4, udp } from './packet-bytes.js';
import { blocks } from './pcapng-bytes.js';

const here = new URL('corrupt/', import.meta.url);
mkdirSync(here, { recursive: true });
const EXIT_UNREADABLE = 3;

const data = ipv4('192.0.2.10', '198.51.100.20', 17, udp(40000, 1194, 29));

for (const [order, bigEndian] of [['little', false], ['big', true]]) {
  const b = blocks(bigEndian);
  const section = b.section();
  const description = b.description({ linkType: 101 });
  const packet = (about) => b.packet(1_700_000_000_000_000n, data, about);
  const start = Buffer.concat([section, description, packet(), packet(), packet()]);
  const PACKETS = 3;

  /** A file of `start`, `last` and one more packet that must not be read. */
  const write = (name, last, at, kind = 'corrupt') => whole(name, Buffer.concat([start, last, packet()]), { kind, offset: start.length + at, packets: PACKETS });
  const whole = (name, bytes, expected) => {
    const file = `pcapng-${order}-${name}.pcapng`;
    writeFileSync(new URL(file, here), bytes);
    writeFileSync(new URL(`${file}.expected.json`, here), `${JSON.stringify({ ...expected, exitCode: EXIT_UNREADABLE })}\n`);
  };
  /** A file that ends `bytes` into a last block. */
  const cut = (name, block, bytes) => whole(`cut-in-${name}`, Buffer.concat([start, block.subarray(0, bytes)]), { kind: 'truncated', offset: start.length, packets: PACKETS });

  whole('cut-in-section', section.subarray(0, 20), { kind: 'truncated', offset: 0, packets: 0 });
  whole('cut-in-interface', Buffer.concat([section, description.subarray(0, 13)]), { kind: 'truncated', offset: 28, packets: 0 });
  cut('block-header', packet(), 7);
  cut('packet-header', packet(), 21);
  cut('packet', packet(), 60);
  cut('trailer', packet(), packet().length - 2);
  const custom = b.block(0xbad, Buffer.alloc(5000, 7));
  cut('skipped-header', custom, 9);
  cut('skipped-block', custom, 3000);
  cut('skipped-trailer', custom, custom.length - 1);
  cut('second-section', section, 27);
  whole('longest-skipped-block', Buffer.concat([start, b.block(0xbad, Buffer.alloc(100), { length: 0xffffffff })]), { kind: 'truncated', offset: start.length, packets: PACKETS });

  for (const [name, length] of [['zero', 0], ['eleven', 11], ['thirty-one', 31], ['all-ones', 0xffffffff], ['too-long', 16 * 1024 * 1024 + 4]]) {
    write(`packet-length-${name}`, packet({ length }), 4);
  }
  for (const [name, length] of [['zero', 0], ['eleven', 11]]) write(`skipped-length-${name}`, b.block(0xbad, Buffer.alloc(8), { length }), 4);
  write('interface-length', b.description({ length: 16 }), 4);
  write('section-length', b.section({ length: 24 }), 4);
  write('simple-length', b.simplePacket(data, { length: 12 }), 4);
  write('packet-trailer', packet({ trailer: 4 }), packet().length - 4);
  write('skipped-trailer', b.block(0xbad, Buffer.alloc(5000), { trailer: 0 }), 5008);
  write('interface-trailer', b.description({ trailer: 0xffffffff }), 16);
  write('packet-longer-than-block', packet({ captured: 61 }), 4);
  write('simple-longer-than-block', b.simplePacket(data, { original: 1000 }), 4);
  write('captured-all-ones', packet({ captured: 0xffffffff }), 20);
  write('captured-too-long', packet({ captured: 262_145 }), 20);
  write('no-such-interface', packet({ interface: 1 }), 8);
  write('interface-all-ones', packet({ interface: 0xffffffff }), 8);
  write('interface-of-section-before', Buffer.concat([section, packet()]), 28 + 8);
  write('simple-without-interface', Buffer.concat([section, b.simplePacket(data)]), 28 + 8);
  write('byte-order-magic', b.block(0x0a0d0d0a, Buffer.alloc(16, 0x1a)), 8);
  write('version', b.section({ major: 2 }), 12, 'unsupported');
  write('minor-version', b.section({ minor: 3 }), 12, 'unsupported');
  write('option-length', b.description({ options: [b.option(2, 'eth0'), b.u16(9), b.u16(0xffff), b.u32(6)] }), 16 + 8 + 2);
  write('option-cut-by-block', b.description({ options: [b.u16(9), b.u16(1)] }), 16 + 2);
  write('resolution-length', b.description({ options: [b.option(9, [6, 6])] }), 16 + 2);
  write('offset-length', b.description({ options: [b.option(14, [0, 0, 0, 0])] }), 16 + 2);
}
