import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../exit.ts';
import type { Column } from '../sinks/column.ts';
import { protocolNumber } from '../text/endpoint.ts';
import { compileWhere } from './compile.ts';

interface Row {
  readonly verdict: string;
  readonly subtype: string | null;
  readonly bytes: number;
  readonly server: string;
  readonly primary: boolean;
  readonly start: string;
  readonly segment: string | null;
  readonly protocol: number;
  readonly warnings: readonly string[];
}

const COLUMNS: readonly Column<Row>[] = [
  { name: 'verdict', type: 'string', value: ({ verdict }) => verdict },
  { name: 'subtype', type: 'string', value: ({ subtype }) => subtype },
  { name: 'bytes', path: 'sizes.bytes', type: 'integer', value: ({ bytes }) => bytes },
  { name: 'server', type: 'address', value: ({ server }) => server },
  { name: 'primary', type: 'boolean', value: ({ primary }) => primary },
  { name: 'start', type: 'time', value: ({ start }) => start },
  { name: 'segment', type: 'untyped', value: ({ segment }) => segment },
  { name: 'likely', type: 'string', choices: ['live', 'vod'], value: ({ verdict }) => verdict },
  { name: 'protocol', type: 'integer', named: protocolNumber, value: ({ protocol }) => protocol },
  { name: 'warnings', type: 'json', value: ({ warnings }) => warnings },
];

const ROW: Row = {
  verdict: 'live', subtype: null, bytes: 1_500_000, server: '10.1.2.3', primary: true, start: '2026-11-22T18:29:31.775Z', segment: '10', protocol: 17, warnings: ['Too short'],
};

const holds = (text: string, row: Partial<Row> = {}) => compileWhere(text, COLUMNS)({ ...ROW, ...row });

describe('what holds', () => {
  test.each([
    'verdict=live', 'verdict = live', 'verdict="live"', "verdict='live'", 'verdict!=vod', 'likely=live', 'likely=LIVE', 'likely!=VoD', 'protocol=UDP', 'protocol=udp', 'protocol=17', 'protocol!=6in4', 'protocol>TCP', 'likely!=vod', 'likely~i', 'likely!=null', 'likely<vod', 'verdict~IV', 'verdict<vod',
    'bytes>1e6', 'bytes>=1500000', 'bytes<=1500000', 'bytes=1.5e6', 'bytes<1500001', 'bytes!=0', 'sizes.bytes>1e6',
    'server~10.0.0.0/8', 'server~10.1.2.3', 'server=10.1.2.3', 'server~.1.2', 'primary=true', 'primary!=false',
    'start>=2026-11-22', 'start<2026-11-23', 'subtype=null', 'subtype!=call', 'verdict!=null', 'segment=10', 'segment>9', 'segment=10.0', 'warnings~short',
    'not verdict=vod', 'not not verdict=live', '(verdict=live)', 'verdict=vod or bytes>1', 'verdict=live AND NOT (bytes<1 OR primary=false)',
    'verdict=live or verdict=vod and bytes<1', 'not verdict=vod and bytes>1',
  ])('%s', (text) => {
    expect(holds(text)).toBe(true);
  });
});

describe('what does not', () => {
  test.each([
    'verdict=vod', 'verdict=Live', 'bytes>1.5e6', 'server~192.0.2.0/24', 'server~::/0', 'primary=false', 'subtype~call', 'subtype<z', 'subtype!=null',
    'segment<9', '(verdict=live or verdict=vod) and bytes<1', 'not (verdict=vod or bytes>1)', 'start>2026-11-23', 'warnings~long',
  ])('%s', (text) => {
    expect(holds(text)).toBe(false);
  });
});

test('addresses of either version are compared in any spelling', () => {
  expect(holds('server~2001:db8::/32', { server: '2001:db8::1' })).toBe(true);
  expect(holds('server~2001:0DB8:0:0::1', { server: '2001:db8::1' })).toBe(true);
  expect(holds('server~10.0.0.0/8', { server: '::ffff:10.1.2.3' })).toBe(true);
  expect(holds('server~10.0.0.0/8', { server: 'AnonIP1' })).toBe(false);
  expect(holds('server~anon', { server: 'AnonIP1' })).toBe(true);
});

test('columns of a manifest are compared as numbers where both are, else as text', () => {
  expect(holds('segment>9', { segment: '10' })).toBe(true);
  expect(holds('segment>9', { segment: 'a' })).toBe(true);
  expect(holds('segment>a', { segment: '10' })).toBe(false);
  expect(holds('segment=null', { segment: null })).toBe(true);
});

describe('what is refused, and where', () => {
  test.each<[string, number, RegExp]>([
    ['', 1, /expected the name of a field, not, or \(, found the end/],
    ['verdict', 8, /expected one of != <= >= = < > ~ after verdict, found the end/],
    ['verdict=', 9, /expected a value after =, found the end/],
    ['verdict==live', 9, /expected a value after =, found "=live"/],
    ['verdict=live)', 13, /expected and, or, or the end, found "\)"/],
    ['(verdict=live', 14, /expected and, or, or \), found the end/],
    ['verdict=live bytes>1', 14, /expected and, or, or the end, found "bytes>1"/],
    ['verdict="live', 9, /expected another " to end the text/],
    ['verdict!live', 8, /expected a name, a value or one of/],
    ['verdikt=live', 1, /expected one of the fields verdict, subtype, bytes,/],
    ['verdict=live and bytes>many', 24, /expected a number, found "many"/],
    ['bytes~1', 7, /expected another operator than ~/],
    ['primary>true', 9, /expected = or != before true or false/],
    ['bytes>1 and likely=liv', 20, /expected one of live, vod, found "liv"/],
    ['primary=yes', 9, /expected true or false/],
    ['server~10.0.0.0/40', 8, /expected a network such as 10\.0\.0\.0\/8/],
    ['subtype<null', 9, /expected = or != before null/],
    ['warnings=x', 10, /expected ~/],
    [`${'('.repeat(200)}verdict=live`, 102, /at most 100 brackets/],
  ])('%s', (text, character, problem) => {
    expect(() => compileWhere(text, COLUMNS)).toThrow(UsageError);
    expect(() => compileWhere(text, COLUMNS)).toThrow(problem);
    expect(() => compileWhere(text, COLUMNS)).toThrow(new RegExp(`^--where, character ${character}:`));
  });

  test('any text gives a test of rows or a UsageError, never something else', () => {
    const pieces = fc.constantFrom('verdict', 'bytes', 'server', '=', '!=', '<', '>=', '~', '(', ')', 'and', 'or', 'not', 'live', '1e6', '"', '10.0.0.0/8', ' ', 'null', '!', '\n');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 12 }), (words) => {
      try {
        expect(typeof compileWhere(words.join(''), COLUMNS)(ROW)).toBe('boolean');
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
      }
    }), { seed: 1, numRuns: 2000 });
  });
});
