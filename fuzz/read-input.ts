import { CaptureError } from '../packages/capture/src/errors.ts';
import { gunzip, unzstd } from '../packages/capture/src/file.ts';
import { readCapture } from '../packages/capture/src/read.ts';
import type { ByteReader } from '../packages/capture/src/source.ts';
import { type CaptureStatistics, createStatistics } from '../packages/capture/src/statistics.ts';
import type { Kernels } from '../packages/core/src/kernels.ts';
import { BatchesDigest } from './batches-digest.ts';
import { FuzzFailure } from './failure.ts';

/** What a reader made of one input. */
export interface Reading {
  readonly digest: BatchesDigest;
  readonly statistics: CaptureStatistics;
  readonly error: CaptureError | null;
}

export interface ReadingSizes {
  readonly batchSize: number;
  readonly flows: number;
}

const FILE = 'input';
/** A reader counts records of CSV that have several packets, and rows that have none. */
const BY_RECORD: readonly (string | null)[] = ['pcap', 'pcapng'];

/**
 * Reads an input to its end or first error, as a program does.
 * @throws FuzzFailure if something happens that no input may cause
 */
export async function readInput(bytes: ByteReader, length: number, kernels: Kernels, sizes: ReadingSizes): Promise<Reading> {
  const statistics = createStatistics();
  const digest = new BatchesDigest();
  let error: CaptureError | null = null;
  try {
    const source = { name: FILE, bytesTotal: length, decompressors: { gzip: gunzip, zstd: unzstd }, ...bytes };
    for await (const batch of readCapture(source, kernels, { ...sizes, statistics })) digest.add(batch);
  } catch (thrown) {
    if (!(thrown instanceof CaptureError)) throw thrown;
    error = thrown;
  }
  const wrong = contradictions({ digest, statistics, error }, length);
  if (wrong.length > 0) throw new FuzzFailure('inconsistent', wrong.join('; '));
  return { digest, statistics, error };
}

function contradictions({ digest, statistics, error }: Reading, length: number): string[] {
  const { records, packets, bytes, flows, evictedFlows, skipped, bytesRead, format, resolution } = statistics;
  const lost = Object.values(skipped).reduce((sum, count) => sum + count, 0);
  const checks: [boolean, string][] = [
    [flows !== digest.flows, `${flows} flows counted, ${digest.flows} named`],
    [evictedFlows !== digest.evicted, `${evictedFlows} evictions counted, ${digest.evicted} named`],
    [bytes !== digest.bytes, `${bytes} bytes counted, ${digest.bytes} in batches`],
    [resolution === 'packet' && packets > digest.rows, `${packets} packets counted, ${digest.rows} in batches`],
    [BY_RECORD.includes(format) && records !== packets + lost, `${records} records, but ${packets} packets and ${lost} skipped`],
    [bytesRead > length || (error === null && bytesRead !== length), `${bytesRead} bytes read of ${length}`],
    [error !== null && error.file !== FILE, `an error that names ${error?.file}`],
    [error !== null && error.offset === undefined && error.line === undefined, `an error without its place: ${error?.message}`],
    [error !== null && !error.message.startsWith(FILE), `an error without its file: ${error?.message}`],
  ];
  return checks.filter(([wrong]) => wrong).map(([, what]) => what);
}

/** What must not depend on twin and pieces. Where a decompressor meets a fault, how much comes before it does. */
export function summaryOf({ digest, statistics, error }: Reading): string {
  if (statistics.compression.length > 0 && error) return 'an error';
  const counts = { ...statistics, bytesRead: 0 };
  return JSON.stringify({ ...counts, error: error?.message, rows: digest.rows, rowsHash: digest.rowsHash, flowsHash: digest.flowsHash });
}
