import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeCsv, REGULAR_HEADER } from './conformance/decode-csv.ts';
import { TWINS } from './conformance/twins.ts';
import { COLUMN_BYTES12, COLUMN_PORT1, REPORT_FAULT_COLUMN, STOP_FAULT } from './decoding/codes.ts';
import type { Decoder } from './decoding/decoder.ts';

describe.each(TWINS)('$name', ({ makeKernels }) => {
  let decoder: Decoder;
  beforeAll(async () => {
    decoder = await (await makeKernels()).openDecoder({ rows: 64, flows: 16, inputBytes: 4096 });
  });

  /** The value of a count, −1 if it is a fault. */
  function whole(text: string): number {
    const { rows, stops, report } = decodeCsv(decoder, REGULAR_HEADER, `1,a,1,b,2,17,${text},0,0,0\n`);
    if (stops.at(-1) !== STOP_FAULT) return rows[0]![2]!;
    expect(report[REPORT_FAULT_COLUMN]).toBe(COLUMN_BYTES12);
    return -1;
  }

  /** The port read from a text, −1 if it is a fault. */
  function port(text: string): number {
    const { flows, stops, report } = decodeCsv(decoder, REGULAR_HEADER, `1,a,${text},b,2,17,0,0,0,0\n`);
    if (stops.at(-1) !== STOP_FAULT) return Number(flows[0]!.split(' ')[0]!.slice('t:a:'.length));
    expect(report[REPORT_FAULT_COLUMN]).toBe(COLUMN_PORT1);
    return -1;
  }

  const address = (text: string) => decodeCsv(decoder, REGULAR_HEADER, `1,${text},9,b,2,17,0,0,0,0\n`).flows[0]!.replace(/:9 t:b:2 17$/, '');

  test.each([
    ['0', 0], ['007', 7], ['12.0', 12], ['12.', 12], ['1.2e+06', 1_200_000], ['1.2E6', 1_200_000], ['5e0', 5], ['0e400', 0], ['0.000e+99999999', 0],
    [' 5 ', 5], ['\t5\u00a0', 5], ['\ufeff5\u3000', 5], ['\u1680\u2000\u200a5\u2028\u2029\u202f\u205f', 5], ['99999999', 99_999_999], ['100000000', 100_000_000], ['999999999999999', 999_999_999_999_999],
    ['9007199254740991', 9_007_199_254_740_991], ['9007199254740991.000', 9_007_199_254_740_991], ['9.007199254740991e15', 9_007_199_254_740_991],
    ['0000000000000000000000000012', 12], ['900719925474099.1e1', 9_007_199_254_740_991],
  ])('%j is %i', (text, value) => {
    expect(whole(text)).toBe(value);
  });

  test.each([
    '', ' ', '-1', '12.5', 'x', '1 2', '0x10', 'NaN', 'Infinity', '1e400', '1e999999999999999999', '9007199254740992', '9007199254740993', '90071992547409910',
    '9007199254740991.5', '1_0', '+1', '.5', '5e-1', '5e', '5e+', '1.2.3', '1'.repeat(1000), '1e1x', '12345678x', '123456789012345x', '/', ':', '\u0661', '\u200b5', '5\u180e', '\u00a15',
  ])('%j is no whole number', (text) => {
    expect(whole(text)).toBe(-1);
  });

  test('every whole number comes back, as digits, with a fraction of zeros and with an exponent', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(6), (value, zeros) => {
        expect(whole(String(value))).toBe(value);
        expect(whole(`${value}.${'0'.repeat(zeros)}`)).toBe(value);
        expect(whole(value.toExponential())).toBe(value);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  test('what is a number is decided exactly', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '0', '1', '9'), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(digits, fc.option(digits, { nil: '' }), fc.nat(24), (integer, fraction, exponent) => {
        const shifted = BigInt(integer + fraction) * 10n ** BigInt(exponent);
        const divisor = 10n ** BigInt(fraction.length);
        const isWhole = shifted % divisor === 0n && shifted / divisor <= BigInt(Number.MAX_SAFE_INTEGER);
        expect(whole(`${integer}.${fraction}e+${exponent}`)).toBe(isWhole ? Number(shifted / divisor) : -1);
      }),
      { seed: 9, numRuns: 300 },
    );
  });

  test.each(['AnonPort', '', ' ', 'nan', '5x', '0x', '0xg', '0b2', 'e5', '.', '+', '1e', '--1', 'infinity', '1 2', '-0x1'])('%j is a port that is not known', (text) => {
    expect(port(text)).toBe(0);
    expect(text.trim() === '' || Number.isNaN(Number(text))).toBe(true);
  });

  test.each(['65536', '-1', '1.5', '.5', '5e-1', '+1', '0x10', '0B1', '0o7', 'Infinity', '-Infinity', '+Infinity', '1e400', '9'.repeat(100), ' -1 '])(
    '%j is a number that is no port',
    (text) => {
      expect(port(text)).toBe(-1);
      expect(Number.isNaN(Number(text))).toBe(false);
    },
  );

  test('a port is one to the letter where ECMAScript reads a number', () => {
    const character = fc.constantFrom('0', '1', '9', '.', 'e', 'E', '+', '-', 'x', 'b', 'o', 'a', 'F', ' ', '\u00a0', 'Infinity');
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 9 }), (text) => {
        const value = Number(text);
        const isPort = Number.isInteger(value) && value >= 0 && value <= 65_535 && /^\s*\d+(\.\d*)?(e\+?\d+)?\s*$/i.test(text);
        expect(port(text)).toBe(isPort ? value : text.trim() === '' || Number.isNaN(value) ? 0 : -1);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  test.each([
    ['10.0.0.1', '4:0a000001'], ['0.0.0.0', '4:00000000'], ['255.255.255.255', '4:ffffffff'], [' 1.2.3.4\u00a0', '4:01020304'],
    ['::', `6:${'0'.repeat(32)}`], ['::1', `6:${'0'.repeat(31)}1`], ['2001:DB8::1', '6:20010db8000000000000000000000001'],
    ['2001:0db8:0:0:0:0:0:1', '6:20010db8000000000000000000000001'], ['1::', '6:00010000000000000000000000000000'],
    ['1:2:3:4:5:6:7:8', '6:00010002000300040005000600070008'], ['1:2:3:4:5:6:7::', '6:00010002000300040005000600070000'],
    ['::ffff:192.0.2.1', '6:00000000000000000000ffffc0000201'], ['::1.2.3.4', '6:00000000000000000000000001020304'],
    ['1:2:3:4:5:6:1.2.3.4', '6:00010002000300040005000601020304'], ['0', 't:0'], ['', 't:'], [' ', 't:'], ['AnonIP1', 't:AnonIP1'], [' a b ', 't:a b'],
    ['1.2.3', 't:1.2.3'], ['01.2.3.4', 't:01.2.3.4'], ['1.2.3.256', 't:1.2.3.256'], ['1.2.3.4.', 't:1.2.3.4.'], ['1.2.3.4.5', 't:1.2.3.4.5'],
    ['a:b', 't:a:b'], [':::', 't::::'], ['1::2::3', 't:1::2::3'], ['1:2', 't:1:2'], ['12345::', 't:12345::'], ['::1:', 't:::1:'], [':1::', 't::1::'],
    ['::1.2.3', 't:::1.2.3'], ['fe80::1%eth0', 't:fe80::1%eth0'], ['sixteen bytes ok', 't:sixteen bytes ok'], ['seventeen bytes..', '#0'], ['é', 't:é'],
    ['1:2:3:4:5:6:7:8:9', '#0'], ['1:2:3:4:5:6:7::8', 't:1:2:3:4:5:6:7::8'], ['::2:3:4:5:6:7:8', '6:00000002000300040005000600070008'],
  ])('the address %j is %s', (text, expected) => {
    expect(address(text)).toBe(expected);
  });

  test('every spelling of an IPv6 address is the same bytes, and nothing else is one', () => {
    const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, fc.boolean(), fc.boolean(), fc.nat(7), fc.nat(8), (values, upper, padded, from, to) => {
        const words = values.map((value) => value.toString(16).padStart(padded ? 4 : 1, '0'));
        const gapped = from < to && values.slice(from, to).every((value) => value === 0);
        const text = gapped ? `${words.slice(0, from).join(':')}::${words.slice(to).join(':')}` : words.join(':');
        expect(isIPv6(text)).toBe(true);
        expect(address(upper ? text.toUpperCase() : text)).toBe(`6:${values.map((value) => value.toString(16).padStart(4, '0')).join('')}`);
      }),
      { seed: 2, numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(':', ':', '::', '0', '1', 'f', '10', 'abcd', '1.2.3.4', 'g'), maxLength: 14 }), (text) => {
        expect(address(text).startsWith('6:')).toBe(isIPv6(text));
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
