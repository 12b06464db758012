import { ADDRESSES, NUMBERS } from './generate-network-stats.ts';
import { FuzzInput } from './input.ts';
import type { Random } from './random.ts';

const LINE_FEED = 10;
const COMMA = 44;
const SEMICOLON = 59;
const SEPARATORS = [LINE_FEED, COMMA, SEMICOLON];
const PIECES = [';', ',', '\n', '\r', '\r\n', '"', ' ', '\t', '\0', '-', '.', '0', '9', ';;', ',,', '\n\n', '1;', '2;', '\u00ff'];
const made = new FuzzInput();

/** Changes a network-stats file where its structure is: lines, fields, items of the packet columns, and what stands between them. */
export function mutateNetworkStats(input: FuzzInput, random: Random): void {
  if (input.length === 0) return;
  const at = random.below(input.length);
  const separator = random.pick(SEPARATORS);
  const start = before(input, at, separator);
  const end = after(input, at, separator);
  switch (random.below(10)) {
    case 0:
      // With the separator behind it, so that lines lose a field and lists an item.
      input.remove(start, end - start + 1);
      break;
    case 1:
      input.duplicate(start, Math.min(input.length, end + 1), before(input, random.below(input.length), separator));
      break;
    case 2:
      input.set(random.oneIn(2) ? end : start - 1, 1, random.pick(PIECES).charCodeAt(0));
      break;
    case 3:
      put(input, random.oneIn(2) ? start : end, random.pick(PIECES));
      break;
    case 4:
      input.length = random.oneIn(2) ? end : at;
      break;
    case 5:
      // Many of the same: long fields, long lists, long lines.
      for (let times = random.small(60); times > 0; times--) input.duplicate(start, Math.min(input.length, end + 1), start);
      break;
    case 6:
      replaceLineEnds(input, random);
      break;
    default: {
      const from = separator === LINE_FEED ? before(input, at, COMMA) : start;
      const to = separator === LINE_FEED ? after(input, at, COMMA) : end;
      input.remove(from, to - from);
      put(input, from, random.pick(random.oneIn(3) ? ADDRESSES : NUMBERS));
    }
  }
}

/** Where the piece that holds `at` starts. Fields and items end with lines, items with fields. */
function before(input: FuzzInput, at: number, separator: number): number {
  let start = at;
  while (start > 0 && !ends(input.bytes[start - 1]!, separator)) start--;
  return start;
}

function after(input: FuzzInput, at: number, separator: number): number {
  let end = at;
  while (end < input.length && !ends(input.bytes[end]!, separator)) end++;
  return end;
}

function ends(byte: number, separator: number): boolean {
  return byte === separator || byte === LINE_FEED || (separator === SEMICOLON && byte === COMMA);
}

function put(input: FuzzInput, at: number, text: string): void {
  made.length = 0;
  made.text(text);
  input.insert(at, made.bytes.subarray(0, made.length));
}

function replaceLineEnds(input: FuzzInput, random: Random): void {
  const some = random.oneIn(2);
  for (let at = input.length - 1; at >= 0; at--) {
    if (input.bytes[at] === LINE_FEED && (!some || random.oneIn(2))) put(input, at, '\r');
  }
}
