import { COLUMN_IP1, COLUMN_PACKET_DIRS, COLUMN_PACKET_SIZES, COLUMN_PACKET_TIMES, WARN_COLUMN_COUNTS, WARN_COLUMN_LENGTHS, WARN_LAST_SEMICOLON } from '../decoding/codes.ts';

/** What a file without compression, blanks and IPv6 means, in plain operations on strings. */
export interface CsvMeaning {
  readonly rows: number[][];
  /** 'address:port address:port protocol' */
  readonly flows: string[];
  /** Times that each WARN_… was given. */
  readonly warnings: Map<number, number>;
  readonly incomplete: number;
  /** The line (the header being 1) and COLUMN_… of the first value that is none; column −1: a wrong number of fields. */
  readonly fault: { readonly line: number; readonly column: number } | null;
}

const LARGEST: readonly number[] = [8.64e12, 0, 65_535, 0, 65_535, 255, ...new Array<number>(4).fill(Number.MAX_SAFE_INTEGER)];

/** Reads lines whose fields stand in the order of COLUMN_…. */
export function readCsvPlainly(text: string, extended: boolean): CsvMeaning {
  const rows: number[][] = [];
  const flows: string[] = [];
  const warnings = new Map<number, number>();
  let incomplete = 0;
  const done = (fault: CsvMeaning['fault']): CsvMeaning => ({ rows, flows, warnings, incomplete, fault });
  for (const [index, line] of text.split('\n').slice(0, -1).entries()) {
    const row = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (row === '') continue;
    const fields = row.split(',');
    if (fields.length !== (extended ? 13 : 10)) return done({ line: index + 2, column: -1 });
    const column = fields.findIndex((field, place) => !isValue(field, place));
    if (column >= 0) return done({ line: index + 2, column });
    const [second, , port1, , port2, protocol, ...counts] = fields.slice(0, 10).map(Number) as [number, number, number, number, number, number, ...number[]];
    const flowOf = () => {
      const [one, two] = [`${fields[1]}:${port1}`, `${fields[3]}:${port2}`];
      if (!flows.includes(`${one} ${two} ${protocol}`) && !flows.includes(`${two} ${one} ${protocol}`)) flows.push(`${one} ${two} ${protocol}`);
      const forward = flows.indexOf(`${one} ${two} ${protocol}`);
      return forward >= 0 ? { flow: forward, fromA: 1 } : { flow: flows.indexOf(`${two} ${one} ${protocol}`), fromA: 0 };
    };
    const [bytes12, bytes21, packets12, packets21] = counts as [number, number, number, number];
    if (!extended) {
      const { flow, fromA } = flowOf();
      rows.push([1000 * second, flow, ...(fromA ? [bytes12, bytes21, packets12, packets21] : [bytes21, bytes12, packets21, packets12])]);
      continue;
    }
    const lists = fields.slice(10).map((field) => field.split(';').filter((item) => item !== '').map(Number));
    const lengths = lists.map((items) => items.length);
    const count = Math.min(...lengths);
    const packets = Array.from({ length: count }, (_, i) => lists.map((items) => items[i]!)) as [number, number, number][];
    const sent = (direction: number) => packets.filter((packet) => packet[2] === direction);
    const bytes = (direction: number) => sent(direction).reduce((sum, packet) => sum + packet[1], 0);
    const counted = [bytes(1), bytes(2), sent(1).length, sent(2).length];
    incomplete += Math.max(...lengths) - count;
    const warning = lengths.some((length) => length !== count)
      ? WARN_COLUMN_LENGTHS
      : fields.slice(10).some((field) => field !== '' && !field.endsWith(';'))
        ? WARN_LAST_SEMICOLON
        : counted.some((value, i) => value !== counts[i])
          ? WARN_COLUMN_COUNTS
          : -1;
    if (warning >= 0) warnings.set(warning, (warnings.get(warning) ?? 0) + 1);
    if (count === 0) continue;
    const { flow, fromA } = flowOf();
    for (const [time, size, direction] of packets.sort((x, y) => x[0] - y[0])) {
      for (let rest = size, first = true; first || rest > 0; rest -= 65_535, first = false) {
        rows.push([time, Math.min(rest, 65_535), flow, direction === 1 ? fromA : 1 - fromA]);
      }
    }
  }
  return done(null);
}

/** Whether a field may stand in a column; ports are numbers here. */
function isValue(field: string, column: number): boolean {
  if (column === COLUMN_IP1 || column === COLUMN_IP1 + 2) return true;
  if (column < COLUMN_PACKET_TIMES) return /^\d+$/.test(field) && Number(field) <= LARGEST[column]!;
  const items = field === '' ? [] : field.replace(/;$/, '').split(';');
  return items.every((item) => /^\d{1,15}$/.test(item) && isItem(Number(item), column));
}

function isItem(value: number, column: number): boolean {
  if (column === COLUMN_PACKET_DIRS) return value === 1 || value === 2;
  return column !== COLUMN_PACKET_SIZES || value <= 1_048_576;
}
