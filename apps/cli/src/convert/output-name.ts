import type { OutputFormat } from '@tunnelscope/capture/create-writer';
import { UsageError } from '../exit.ts';

/** What is to be written where. */
export interface OutputName {
  /** `-` is standard output. */
  readonly path: string;
  /** null: network-stats, extended if the input has packets, else regular. */
  readonly format: OutputFormat | null;
  readonly compression: 'gzip' | 'zstd' | null;
}

const NAME = /\.(pcap|pcapng|csv)$/i;
const COMPRESSED = /\.(gz|zst)$/i;
const FORMATS: Readonly<Record<string, OutputFormat | null>> = { pcap: 'pcap', pcapng: 'pcapng', csv: null };

/**
 * Tells from a file's name what to write: `.pcap`, `.pcapng` or `.csv`, with `.gz` or `.zst` behind it compressed.
 * @param format overrides what the name says of the format
 * @throws UsageError if neither says it
 */
export function outputName(path: string, format: OutputFormat | undefined): OutputName {
  if (path === '-') {
    if (format === undefined) throw new UsageError('standard output (-) has no name that tells the format: add --format');
    return { path, format, compression: null };
  }
  const ending = COMPRESSED.exec(path);
  const compression = ending === null ? null : ending[1]!.toLowerCase() === 'gz' ? 'gzip' : 'zstd';
  if (format !== undefined) return { path, format, compression };
  const name = NAME.exec(ending === null ? path : path.slice(0, ending.index));
  if (name === null) throw new UsageError(`found ${path}, expected a name that ends in .pcap, .pcapng or .csv (.gz or .zst may follow), or --format`);
  return { path, format: FORMATS[name[1]!.toLowerCase()]!, compression };
}
