import type { Row } from '../state/row.ts';

/** What a filter lets through; or what is wrong with it, in words. */
export type Filter = { readonly accepts: (row: Row) => boolean; readonly error: null } | { readonly accepts: null; readonly error: string };

type Test = (row: Row) => boolean;

const VERDICTS: readonly string[] = ['live', 'vod', 'other', 'unknown'];
const SCALES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };
const NAMED = /^(\w+)(<=|>=|=|<|>)(.*)$/;

const TEXTS: Readonly<Record<string, (row: Row) => string>> = {
  client: ({ client }) => client,
  server: ({ server }) => server,
  address: ({ client, server }) => `${client} ${server}`,
  tunnel: ({ tunnel }) => tunnel ?? 'none',
};

const NUMBERS: Readonly<Record<string, (row: Row) => number | null>> = {
  rate: ({ rate }) => rate,
  confidence: ({ probability }) => (probability === null ? null : 100 * probability),
};

/**
 * Words that must all hold of a flow: `rate>1M` (bits per second), `confidence>=90` (per cent), `verdict=live`, `client=10.0`,
 * `server=`, `address=`, `tunnel=wireguard`; any other word is looked for in the addresses, the verdict and the tunnel; `-word`
 * is a word that must not hold.
 */
export function parseFilter(text: string): Filter {
  const tests: Test[] = [];
  for (const word of text.toLowerCase().split(/\s+/).filter((part) => part !== '')) {
    const excluded = word.startsWith('-') && word.length > 1;
    const test = testOf(excluded ? word.slice(1) : word);
    if (typeof test === 'string') return { accepts: null, error: test };
    tests.push(excluded ? (row) => !test(row) : test);
  }
  return { accepts: (row) => tests.every((test) => test(row)), error: null };
}

function testOf(word: string): Test | string {
  const [, name, sign, value] = NAMED.exec(word) ?? [];
  if (name === undefined || sign === undefined || value === undefined) return (row) => everything(row).includes(word);
  const number = NUMBERS[name];
  if (number) return compare(name, number, sign, value);
  if (sign !== '=') return `${name}${sign}: only rate and confidence can be compared`;
  if (name === 'verdict') {
    if (value === '' || !VERDICTS.some((verdict) => verdict.startsWith(value))) return `verdict=${value}: expected live, vod, other or unknown`;
    return ({ verdict }) => verdict.startsWith(value);
  }
  const read = TEXTS[name];
  if (!read) return `${name}: no such column: rate, confidence, verdict, client, server, address, tunnel`;
  return (row) => read(row).toLowerCase().includes(value);
}

function compare(name: string, read: (row: Row) => number | null, sign: string, value: string): Test | string {
  const [, digits, scale] = /^(\d+(?:\.\d+)?|\.\d+)([kmg]?)%?$/.exec(value) ?? [];
  if (digits === undefined) return `${name}${sign}${value}: expected a number such as ${name === 'rate' ? '500k or 2M' : '90'}`;
  const limit = Number(digits) * SCALES[scale!]!;
  return (row) => {
    const found = read(row);
    if (found === null) return false;
    if (sign === '=') return found === limit;
    if (sign.startsWith('>')) return found > limit || (sign === '>=' && found === limit);
    return found < limit || (sign === '<=' && found === limit);
  };
}

function everything({ client, server, verdict, subtype, tunnel }: Row): string {
  return `${client} ${server} ${verdict} ${subtype ?? ''} ${tunnel ?? ''}`.toLowerCase();
}
