import {
  REPORT_NEED,
  REPORT_POSITION,
  REPORT_ROWS,
  SETTING_LAST,
  STOP_COLUMNS_FULL,
  STOP_FAULT,
  STOP_INTERFACE,
  STOP_LONG_ROW,
  STOP_NEEDS_BYTES,
} from '@tunnelscope/core/codes';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { CaptureBatch } from './batch.ts';
import { borrowDecoder, returnDecoder } from './decoder-pool.ts';
import { CaptureError } from './errors.ts';
import type { FormatHost } from './format-host.ts';
import { DecoderInput } from './input.ts';
import { openFormat } from './open-format.ts';
import type { CaptureSource } from './source.ts';
import { type CaptureStatistics, createStatistics } from './statistics.ts';
import { storedBytes } from './stored-bytes.ts';
import { takeBatch } from './take-batch.ts';
import { noteLinkType, tally } from './tally.ts';

export interface ReadOptions {
  /** Packets or rows a batch has at most, ≥ 32; 8192 if not given. One row of a network-stats file may hold more packets. */
  readonly batchSize?: number;
  /** A batch that is not full is handed out once no input has come for as many ms, or its first packet has waited ten times as long: a live pipe is not held back; 20 if not given. */
  readonly idle?: number;
  /** Flows known at once; 262,144 if not given. When one more comes, one that was not seen lately is forgotten. */
  readonly flows?: number;
  /** Kept current while reading. */
  readonly statistics?: CaptureStatistics;
}

/** Bytes of input at first. It grows to the longest record or line. */
const INPUT_BYTES = 1024 * 1024;
/** Times `idle` that packets wait for more of them, however steadily these come. */
const LONGEST_WAIT = 10;

/**
 * Reads a capture: pcap (µs, ns, modified; either byte order), pcapng or network-stats CSV (either form), compressed with
 * gzip or zstd or not, told apart by content. Memory is bounded by a batch, the longest record or line, and the flows
 * known at once.
 *
 * Packets come in the order of the capture, which need not be that of time: a network-stats row holds one second of one
 * flow (sorted by time within the row), and capture hardware may swap packets.
 * Every batch has arrays of its own and belongs to the caller. Where one batch ends and the next begins depends on when
 * bytes arrive, what is in them does not.
 *
 * @throws CaptureError after everything before the fault was handed out
 */
export async function* readCapture(source: CaptureSource, kernels: Kernels, options: ReadOptions = {}): AsyncGenerator<CaptureBatch, void, undefined> {
  const { batchSize = 8192, idle = 20, flows = 262_144, statistics = createStatistics() } = options;
  const memory = { rows: batchSize, flows, inputBytes: INPUT_BYTES };
  const decoder = await borrowDecoder(kernels, memory);
  const input = new DecoderInput(decoder, storedBytes(source, statistics));
  let host: FormatHost | null = null;
  let waitingSince: number | null = null;
  try {
    host = await openFormat(source, input, statistics);
    for (let last = false; ; ) {
      const stop = decode(host, input, statistics);
      if (stop === STOP_COLUMNS_FULL || stop === STOP_LONG_ROW) {
        const rows = decoder.views.report[REPORT_NEED]!;
        yield* take(host, input);
        waitingSince = null;
        if (stop === STOP_LONG_ROW) decoder.widen(rows);
      } else if (stop === STOP_NEEDS_BYTES) {
        if (last) break;
        if (decoder.views.report[REPORT_ROWS]! > 0) {
          waitingSince ??= performance.now();
          if (performance.now() - waitingSince > LONGEST_WAIT * idle || !(await input.comesWithin(idle))) {
            yield* take(host, input);
            waitingSince = null;
          }
        }
        const more = await input.more();
        // A decompressor may have much left of what it was given before.
        if (source.closed) break;
        if (more) continue;
        last = true;
        decoder.views.settings[SETTING_LAST] = 1;
      } else if (stop === STOP_FAULT) {
        throw host.fault(input);
      } else {
        host.resume(stop, input);
        if (stop === STOP_INTERFACE) noteLinkType(input, statistics);
      }
    }
    const fault = source.closed ? null : host.end(input);
    if (fault) throw fault;
    yield* take(host, input);
    // Not after a fault, nor where the caller has left: bytes may still be under way into the input.
    if (!source.closed) returnDecoder(kernels, decoder, memory);
  } catch (error) {
    statistics.offset = input.offset();
    if (host) yield* take(host, input);
    if (!(source.closed && error instanceof CaptureError && error.kind === 'truncated')) throw error;
  } finally {
    source.close?.();
    input.close();
  }
}

/** Decodes what waits. @returns STOP_… */
function decode(host: FormatHost, input: DecoderInput, statistics: CaptureStatistics): number {
  const { decoder } = input;
  const stop = decoder.decode(host.format, input.start, input.end);
  tally(host, input, statistics);
  input.start = decoder.views.report[REPORT_POSITION]!;
  statistics.offset = input.offset();
  return stop;
}

function* take(host: FormatHost, { decoder }: DecoderInput): Generator<CaptureBatch> {
  const batch = takeBatch(decoder, host.resolution === 'packet' ? 'packets' : 'seconds', host.longAddresses ?? []);
  if (batch) yield batch;
}
