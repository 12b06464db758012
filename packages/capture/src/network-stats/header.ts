import { CaptureError } from '../errors.ts';

/** Where the columns of a network-stats CSV are, by the names in its header. −1: it has none. */
export interface NetworkStatsColumns {
  readonly names: readonly string[];
  readonly time: number;
  readonly ip1: number;
  readonly port1: number;
  readonly ip2: number;
  readonly port2: number;
  readonly protocol: number;
  readonly bytes12: number;
  readonly bytes21: number;
  readonly packets12: number;
  readonly packets21: number;
  readonly packetTimes: number;
  readonly packetSizes: number;
  readonly packetDirs: number;
}

const REGULAR = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts';
const PACKET_COLUMNS = ['packet_times', 'packet_sizes', 'packet_dirs'];
const EXTENDED = [REGULAR, ...PACKET_COLUMNS].join(',');
/** So many names of a header are no chance. */
const FEW = 2;
const REQUIRED = ['Time', 'IP1', 'IP2', 'Proto', '1->2Bytes', '2->1Bytes', '1->2Pkts', '2->1Pkts'];

/** @returns whether a first line has the columns that make it a network-stats header */
export function isNetworkStatsHeader(line: string): boolean {
  const names = splitHeader(line);
  return ['Time', '1->2Bytes', '2->1Bytes'].every((name) => names.includes(name));
}

/** @returns the columns that a first line lacks, in words, if it has a few of them and so was meant as a header; else null */
export function lackingColumns(line: string): string | null {
  const names = splitHeader(line);
  const missing = REQUIRED.filter((name) => !names.includes(name));
  return REQUIRED.length - missing.length >= FEW ? missing.join(', ') : null;
}

/** @returns whether a first line is the beginning of a network-stats header and not the whole of one */
export function isCutNetworkStatsHeader(line: string): boolean {
  const text = line.trim();
  return EXTENDED.startsWith(text) && text !== REGULAR && text !== EXTENDED;
}

/**
 * @param line the first line of the file
 * @throws CaptureError of kind corrupt if a column that is needed is missing, or there twice
 */
export function parseHeader(line: string, file: string): NetworkStatsColumns {
  const names = splitHeader(line);
  const place = { file, line: 1 };
  const lacking = lackingColumns(line);
  if (lacking) throw new CaptureError('corrupt', place, `a header without ${lacking}`, REGULAR);
  const given = PACKET_COLUMNS.filter((name) => names.includes(name));
  if (given.length === 1 || given.length === 2) {
    throw new CaptureError('corrupt', place, `a header with ${given.join(' and ')} alone`, `all of ${PACKET_COLUMNS.join(', ')}, or none`);
  }
  const known = EXTENDED.split(',');
  const twice = names.find((name, index) => known.includes(name) && names.indexOf(name) !== index);
  if (twice !== undefined) throw new CaptureError('corrupt', place, `two columns named ${twice}`, 'one');
  return {
    names,
    time: names.indexOf('Time'),
    ip1: names.indexOf('IP1'),
    port1: names.indexOf('Port1'),
    ip2: names.indexOf('IP2'),
    port2: names.indexOf('Port2'),
    protocol: names.indexOf('Proto'),
    bytes12: names.indexOf('1->2Bytes'),
    bytes21: names.indexOf('2->1Bytes'),
    packets12: names.indexOf('1->2Pkts'),
    packets21: names.indexOf('2->1Pkts'),
    packetTimes: names.indexOf('packet_times'),
    packetSizes: names.indexOf('packet_sizes'),
    packetDirs: names.indexOf('packet_dirs'),
  };
}

/** Column names may follow a byte order mark, and a carriage return may follow them. */
function splitHeader(line: string): string[] {
  // To `trim` both are white space.
  return line.split(',').map((name) => name.trim());
}
