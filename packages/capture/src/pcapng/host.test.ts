import { describe, expect, test } from 'vitest';
import { PcapngBuilder } from '../../fixtures/build-pcapng.ts';
import { readAll } from '../../fixtures/read-all.ts';

const little = new PcapngBuilder();
const big = new PcapngBuilder(true);
/** An IPv4 packet of 28 bytes, UDP. */
const DATA = [0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0, 1, 0, 2, 0, 8, 0, 0];
const MOST_INTERFACES = 65_536;

describe.each(['typescript', 'wasm'] as const)('%s', (engine) => {
  const read = (blocks: readonly number[][], pieces?: number) => readAll(Uint8Array.from(blocks.flat()), pieces, { engine });
  const messageOf = async (blocks: readonly number[][]) => (await read(blocks)).error?.message;

  test('sections, interfaces and packets, in pieces of any size', async () => {
    const blocks = [
      little.section(), little.description([[9, [3]]]), little.description([[9, [0x8a]]], 1), little.packet(5, DATA), little.packet(1024, [...new Array<number>(12).fill(0), 8, 0, ...DATA], 1),
      big.section(), big.description([[14, [0, 0, 0, 0, 0, 0, 0, 9]]]), big.packet(1_000_001, DATA),
    ];
    for (const pieces of [undefined, 1, 7]) {
      const { packets, error, statistics } = await read(blocks, pieces);
      expect(packets).toEqual([[5, 0, 28, 0, 1], [1000, 0, 28, 0, 1], [10_000, 1000, 28, 0, 1]]);
      expect(error).toBeNull();
      expect(statistics).toMatchObject({ format: 'pcapng', resolution: 'packet', packets: 3, records: 3, linkTypes: [101, 1], warnings: [] });
    }
  });

  test('cut anywhere it gives the packets before the cut and says where the cut block starts', async () => {
    const blocks = [little.section(), little.description(), little.packet(0, DATA), little.block(0xbad, new Array<number>(50).fill(1)), little.packet(1000, DATA)];
    const ends = blocks.map((_, i) => blocks.slice(0, i + 1).flat().length);
    const whole = blocks.flat();
    for (let length = 1; length <= whole.length; length++) {
      const { packets, error } = await read([whole.slice(0, length)], 5);
      expect(packets).toHaveLength(length >= ends[4]! ? 2 : length >= ends[2]! ? 1 : 0);
      const start = [0, ...ends].findLast((end) => end <= length)!;
      if (start === length) expect(error).toBeNull();
      else expect(error).toMatchObject({ kind: 'truncated', offset: start });
      if (start !== length && length >= 4) expect(error!.found).toBe(`the end after ${length - start} bytes`);
      if (length - start >= 12) expect(error!.expected).toBe(`a block of ${ends[ends.indexOf(start) + 1]! - start}`);
    }
  });

  test('faults say what is wrong where', async () => {
    const start = [little.section(), little.description()];
    const wrongTrailer = [...little.block(5, new Array<number>(40).fill(0)).slice(0, -4), 7, 0, 0, 0];
    expect(await messageOf([...start, [...little.number(6), ...little.number(8), 0, 0, 0, 0]])).toBe('input, byte 52: corrupt: found a block of 8 bytes, expected at least 32');
    expect(await messageOf([...start, [...little.number(6), ...little.number(2 ** 32 - 1), 0, 0, 0, 0]])).toBe('input, byte 52: corrupt: found a block of 4294967295 bytes, expected at most 16777216');
    expect(await messageOf([...start, wrongTrailer])).toBe('input, byte 96: corrupt: found a block that ends with the length 7, expected 52, with which it begins');
    expect(await messageOf([...start, little.packet(0, DATA, 1)])).toBe('input, byte 56: corrupt: found a packet of interface 1, expected an interface below 1');
    expect(await messageOf([little.section(), little.packet(0, DATA)])).toBe('input, byte 36: corrupt: found a packet of interface 0, expected the description of an interface before it');
    expect(await messageOf([little.section(), little.block(0x0a0d0d0a, new Array<number>(16).fill(1))])).toBe(
      'input, byte 36: corrupt: found the byte-order magic 0x01010101, expected 0x1a2b3c4d in either byte order',
    );
    expect(await messageOf([...start, little.block(6, [...new Array<number>(12).fill(0), ...little.number(300_000), ...little.number(300_000)])])).toBe(
      'input, byte 68: corrupt: found a packet of 300000 bytes, expected at most 262144',
    );
  });

  test('another version is not supported', async () => {
    expect(await messageOf([big.section(), big.section(3)])).toBe('input, byte 40: unsupported: found pcapng version 3.0, expected version 1.0');
  });

  test('more interfaces than any capture has are not supported, in one section', async () => {
    const many = new Array<number[]>(MOST_INTERFACES).fill(little.description());
    const packet = little.packet(0, DATA, MOST_INTERFACES - 1);
    expect((await read([little.section(), ...many, packet, little.section(), ...many.slice(1), little.description(), packet])).packets).toHaveLength(2);
    expect((await read([little.section(), ...many, packet, little.description()])).error).toMatchObject({ kind: 'unsupported', found: 'interface 65537 of its section' });
  });

  test('of very many link types the first few are named', async () => {
    const kinds = Array.from({ length: 70 }, (_, i) => 200 + i);
    const withType = (linkType: number) => little.description().map((byte, at) => (at === 8 ? linkType & 255 : at === 9 ? linkType >> 8 : byte));
    const { statistics } = await read([little.section(), ...kinds.map(withType), ...kinds.map(withType)]);
    expect(statistics.linkTypes).toEqual(kinds.slice(0, 64));
  });

  test('a simple packet gets a warning that says where', async () => {
    const { packets, statistics } = await read([little.section(), little.description(), little.packet(7_000, DATA), little.simplePacket(DATA), little.simplePacket(DATA)], 9);
    expect(packets.map(([time]) => time)).toEqual([7, 7, 7]);
    expect(statistics.warnings).toEqual([{ kind: 'packet without a time', text: 'byte 108: a simple packet block has no time, it gets that of the packet before it', count: 2 }]);
  });
});
