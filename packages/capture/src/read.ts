import type { CaptureBatch } from './batch.ts';
import { ByteInput } from './byte-input.ts';
import type { BatchQueue, CaptureDecoder } from './decoder.ts';
import { CaptureError } from './errors.ts';
import { NetworkStatsDecoder } from './network-stats/decoder.ts';
import { PcapDecoder } from './pcap/decoder.ts';
import { sniff } from './sniff.ts';
import type { CaptureSource, Decompress } from './source.ts';
import { type CaptureStatistics, createStatistics } from './statistics.ts';

export interface ReadOptions {
  /** Packets or rows a batch has at most; 4096 if not given. */
  readonly batchSize?: number;
  /** A batch that is not full is handed out once no input has come for as many ms, so that a live pipe is not held back; 20 if not given. */
  readonly idle?: number;
  /** Kept current while reading. */
  readonly statistics?: CaptureStatistics;
}

/** Compression inside compression; more is an attack, not a capture. */
const MOST_LAYERS = 3;

/**
 * Reads a capture: pcap (µs, ns, modified; either byte order) or network-stats CSV (either form), gzip-compressed or not,
 * told apart by content. Memory is bounded by a batch, the longest record or line, and the flows.
 *
 * Packets come in the order of the capture, which need not be that of time: a network-stats row holds one second of one
 * flow (sorted by time within the row), and capture hardware may swap packets.
 * Every batch has arrays of its own and belongs to the caller. Where one batch ends and the next begins depends on when
 * bytes arrive, what is in them does not.
 *
 * @throws CaptureError after everything before the fault was handed out
 */
export async function* readCapture(source: CaptureSource, options: ReadOptions = {}): AsyncGenerator<CaptureBatch, void, undefined> {
  const { batchSize = 4096, idle = 20, statistics = createStatistics() } = options;
  const layers = [new ByteInput(storedBytes(source, statistics))];
  let decoder: CaptureDecoder | null = null;
  try {
    decoder = await openDecoder(source, layers, statistics, batchSize);
    const { batches } = decoder;
    const input = layers.at(-1)!;
    for (;;) {
      decoder.decode(input.window);
      statistics.offset = input.window.offset();
      if (batches.ready.length > 0) {
        yield* take(batches);
        continue;
      }
      if (batches.waiting > 0 && !(await input.comesWithin(idle))) {
        batches.flush();
        yield* take(batches);
      }
      if (!(await input.more())) break;
    }
    if (!source.closed) decoder.end(input.window);
    statistics.offset = input.window.offset();
    batches.flush();
    yield* take(batches);
  } catch (error) {
    if (decoder) {
      statistics.offset = layers.at(-1)!.window.offset();
      decoder.batches.flush();
      yield* take(decoder.batches);
    }
    if (!(source.closed && error instanceof CaptureError && error.kind === 'truncated')) throw error;
  } finally {
    source.close?.();
    for (const layer of layers.reverse()) await layer.close();
  }
}

function* take(batches: BatchQueue): Generator<CaptureBatch> {
  for (let batch = batches.ready.shift(); batch; batch = batches.ready.shift()) yield batch;
}

/** Takes layers of compression off until there is a capture. */
async function openDecoder(source: CaptureSource, layers: ByteInput[], statistics: CaptureStatistics, batchSize: number): Promise<CaptureDecoder> {
  const file = source.name;
  for (;;) {
    const input = layers.at(-1)!;
    const content = await sniff(input, file);
    if (content.format !== 'gzip') {
      statistics.format = content.format;
      if (content.format === 'network-stats') return new NetworkStatsDecoder(content.header, file, statistics, batchSize);
      return new PcapDecoder(file, statistics, batchSize);
    }
    if (!source.gunzip) throw new CaptureError('unsupported', { file, offset: 0 }, 'gzip compression', 'a source that brings a decompressor');
    if (layers.length > MOST_LAYERS) {
      throw new CaptureError('unsupported', { file, offset: 0 }, `gzip within ${MOST_LAYERS} layers of gzip`, 'a capture');
    }
    statistics.compression.push('gzip');
    layers.push(new ByteInput(decompressed(source.gunzip, input, file)));
  }
}

/** The source's bytes, counted; its faults become CaptureErrors, and none if it was closed on purpose. */
async function* storedBytes(source: CaptureSource, statistics: CaptureStatistics): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of source.bytes) {
      statistics.bytesRead += chunk.length;
      statistics.bytesTotal = source.bytesTotal ?? null;
      yield chunk;
    }
  } catch (error) {
    if (source.closed) return;
    if (error instanceof CaptureError) throw error;
    const place = { file: source.name, offset: statistics.bytesRead };
    throw new CaptureError('unreadable', place, messageOf(error), 'more bytes', { cause: error });
  }
}

/** What a decompressor makes of an input; its faults become CaptureErrors if they are none yet. */
async function* decompressed(decompress: Decompress, input: ByteInput, file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* decompress(input.rest(), file);
  } catch (error) {
    if (error instanceof CaptureError) throw error;
    throw new CaptureError('corrupt', { file }, `compressed data that fail (${messageOf(error)})`, 'a whole gzip stream', { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
