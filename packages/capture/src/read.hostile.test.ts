import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildPcap, ethernet, ipv4, ipv6, udp } from '../fixtures/build-pcap.ts';
import { kernels, withOneDecoder } from '../fixtures/kernels.ts';
import { readAll } from '../fixtures/read-all.ts';

const FRAMES = [
  ethernet(ipv4({ options: [1, 1, 1, 0], payload: udp(1, 2, 5) }), [0x8100]),
  ethernet(ipv4({ id: 1, fragment: 0x2000, payload: udp(3, 4, 8) })),
  ethernet(ipv4({ id: 1, fragment: 0x0002, payload: [1, 2, 3] })),
  ethernet(ipv6({ next: 0, payload: [44, 0, 0, 0, 0, 0, 0, 0, 17, 0, 0, 1, 0, 0, 0, 9, ...udp(5, 6)] })),
];
const PCAP = buildPcap(FRAMES.map((data, index) => ({ second: index, fraction: index, data })));
const CSV = new TextEncoder().encode(`,Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts,packet_times,packet_sizes,packet_dirs
0,1600000000,10.0.0.1,5000,2001:DB8::5,443,17,100,2000.0,1,2,1600000000005;1600000000007;1600000000990;,100;1400;600;,1;2;2;
1,1600000001,AnonIP1,0,0,0,2,32,0,1,0,1600000001000;,32;,1;
`);

const seeds: [string, Uint8Array][] = [
  ['pcap', PCAP],
  ['network-stats', CSV],
  ['gzip', gzipSync(PCAP)],
  ['zstd', zstdCompressSync(PCAP)],
];

const SIZES = { rows: 1024, flows: 1024, inputBytes: 4096 };
const typescript = await withOneDecoder(kernels.typescript, SIZES);
const wasm = await withOneDecoder(kernels.wasm, SIZES);

test.each(seeds)('%s with any bytes changed, left out or put in: no error but a CaptureError, and the same in pieces', async (_name, seed) => {
  const change = fc.record({
    at: fc.nat(seed.length),
    remove: fc.integer({ min: 0, max: 4 }),
    // Digits, separators and extreme bytes are what formats trip over.
    insert: fc.array(fc.oneof(fc.nat(255), fc.constantFrom(0, 255, 10, 44, 59, 48, 57)), { maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 40 }), async (changes, pieces) => {
      const bytes = [...seed];
      for (const { at, remove, insert } of changes) bytes.splice(at, remove, ...insert);
      const input = Uint8Array.from(bytes);
      const whole = await readAll(input, undefined, { kernels: typescript });
      const inPieces = await readAll(input, pieces, { kernels: typescript });
      const otherTwin = await readAll(input, pieces, { kernels: wasm });
      expect({ ...otherTwin, error: otherTwin.error?.message, batches: null }).toEqual({ ...inPieces, error: inPieces.error?.message, batches: null });
      // Where zlib notices a fault depends on the pieces, and so does what comes before it.
      if (whole.statistics.compression.length > 0 && whole.error) return;
      expect(inPieces.packets).toEqual(whole.packets);
      expect(inPieces.flows).toEqual(whole.flows);
      expect(inPieces.error?.message).toBe(whole.error?.message);
      // An error may come before everything is taken from the source.
      expect({ ...inPieces.statistics, bytesRead: 0 }).toEqual({ ...whole.statistics, bytesRead: 0 });
      expect(whole.packets.every(([, , size, flow]) => size! >= 0 && whole.flows[flow!]?.number === flow)).toBe(true);
    }),
    { seed: 5, numRuns: 400 },
  );
}, 60_000);
