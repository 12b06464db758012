import fc from 'fast-check';
import type { Bins, Forest, PacketColumns, PeakConditions } from '../kernels.ts';

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
/** Where rounding, signs and underflow go wrong. */
const awkward = fc.constantFrom(0, -0, 5e-324, -5e-324, 2.2250738585072014e-308, 1e-200, 1, 1 + 2 ** -52, -1, 2 ** 53, 1e150, 1e300, -1e300);

const values = fc.oneof(
  fc.array(number, { maxLength: 300, size: 'max' }),
  fc.array(awkward, { maxLength: 120, size: 'max' }),
  fc.array(fc.integer({ min: 32768, max: 65535 }), { maxLength: 400, size: 'max' }),
  fc.array(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), { maxLength: 200, size: 'max' }),
  fc.tuple(fc.oneof(number, awkward), fc.nat(200)).map(([value, length]) => new Array<number>(length).fill(value)),
);

/** Runs of equal samples, so that there are plateaus everywhere, the ends included. */
const plateaus = fc
  .array(fc.tuple(fc.integer({ min: -2, max: 3 }), fc.integer({ min: 1, max: 6 })), { maxLength: 100, size: 'max' })
  .map((runs) => runs.flatMap(([value, length]) => new Array<number>(length).fill(value)));

/** Bursts with long silence between. */
const silence = fc
  .array(fc.tuple(fc.nat(150), fc.array(fc.nat(1e6), { minLength: 1, maxLength: 5 })), { maxLength: 8 })
  .map((bursts) => bursts.flatMap(([quiet, burst]) => [...new Array<number>(quiet).fill(0), ...burst]));

export const series = fc.oneof(values, plateaus, silence).map((samples) => Float64Array.from(samples));

export const conditions: fc.Arbitrary<PeakConditions> = fc.record(
  {
    minHeight: fc.oneof(fc.integer({ min: -3, max: 4 }), number),
    minDistance: fc.oneof(fc.double({ min: 1, max: 40, noNaN: true }), fc.constantFrom(1, 2, 3, Infinity)),
    minProminence: fc.oneof(fc.integer({ min: 0, max: 5 }), number),
  },
  { requiredKeys: [] },
);

/** Any length, with all kinds of factors: small primes, the largest that a pass handles, and larger ones. */
export const segment = fc.oneof(
  fc.integer({ min: 1, max: 420 }),
  fc.constantFrom(2, 3, 4, 5, 7, 11, 47, 53, 59, 64, 94, 97, 100, 106, 121, 125, 128, 149, 210, 251, 256, 343, 360, 397),
);

export const spikes = fc.uniqueArray(fc.nat(2 ** 31 - 1), { maxLength: 60 }).map((samples) => Int32Array.from(samples).sort());

/** In some cases thousands of packets a bin, in some thousands of empty bins. */
export const packets: fc.Arbitrary<PacketColumns> = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.1, noNaN: true }), fc.integer({ min: 0, max: 5000 })),
      fc.oneof(fc.nat(65535), fc.integer({ min: 32768, max: 65535 }), fc.constantFrom(0, 40, 1500, 65535)),
      fc.oneof(fc.constantFrom(0, 1), fc.nat(255)),
      fc.constantFrom(1, 1, 1, 15, 16, 17, 200),
    ),
    { maxLength: 60, size: 'max' },
  )
  .map((groups) => {
    let now = -20;
    const rows = groups.flatMap(([gap, size, down, copies]) =>
      Array.from({ length: copies }, (_, copy) => {
        now += gap / copies;
        return { time: now, size: (size + copy * 7919) % 65536, down: copy % 3 === 0 ? down : 1 - Math.min(down, 1) };
      }),
    );
    return {
      time: Float64Array.from(rows, (row) => row.time),
      size: Uint16Array.from(rows, (row) => row.size),
      down: Uint8Array.from(rows, (row) => row.down),
    };
  });

export const bins: fc.Arbitrary<Bins> = fc.record({
  start: fc.oneof(fc.constantFrom(0, -20, 100), fc.double({ min: -50, max: 3000, noNaN: true })),
  width: fc.oneof(fc.constantFrom(0.1, 1, 200, 1e6), fc.double({ min: 1e-3, max: 2000, noNaN: true })),
  count: fc.nat(1500),
});

/** A split or a leaf; trees are grown from such choices in breadth-first order. */
const node = fc.record({
  split: fc.integer({ min: 0, max: 9 }).map((choice) => choice < 7),
  threshold: fc.oneof(fc.integer({ min: -2, max: 2 }), fc.float({ noNaN: true })),
  feature: fc.nat(6),
  values: fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 3, maxLength: 3 }),
});

export const forest: fc.Arbitrary<Forest> = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 3 }), fc.array(fc.array(node, { minLength: 1, maxLength: 25 }), { minLength: 1, maxLength: 20 }))
  .map(([features, classes, trees]) => {
    const roots: number[] = [];
    const depths: number[] = [];
    const nodes: { threshold: number; left: number; feature: number; values: number[] }[] = [];
    for (const choices of trees) {
      const root = nodes.length;
      const levels = [0];
      for (let i = 0; i < levels.length; i++) {
        const choice = choices[i % choices.length]!;
        const splits = choice.split && levels.length + 2 <= choices.length;
        const left = splits ? root + levels.length : root + i;
        if (splits) levels.push(levels[i]! + 1, levels[i]! + 1);
        nodes.push({ threshold: splits ? choice.threshold : Infinity, left, feature: choice.feature % features, values: choice.values.slice(0, classes) });
      }
      roots.push(root);
      depths.push(Math.max(...levels));
    }
    return {
      features,
      classes,
      roots: Int32Array.from(roots),
      depths: Int32Array.from(depths),
      threshold: Float32Array.from(nodes, ({ threshold }) => threshold),
      left: Int32Array.from(nodes, ({ left }) => left),
      feature: Uint16Array.from(nodes, ({ feature }) => feature),
      value: Float32Array.from(nodes.flatMap((each) => each.values)),
    };
  });

/** Rows of up to seven features, cut to whole rows by the test. */
export const features = fc
  .array(fc.oneof(fc.integer({ min: -2, max: 2 }), fc.float({ noNaN: true })), { maxLength: 7 * 20, size: 'max' })
  .map((samples) => Float32Array.from(samples));
