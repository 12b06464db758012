import { CaptureError } from './errors.ts';
import type { FormatHost } from './format-host.ts';
import { fromChunks } from './from-chunks.ts';
import type { DecoderInput } from './input.ts';
import { type Content, sniff } from './sniff.ts';
import type { CaptureSource, Compression, Decompress } from './source.ts';
import type { CaptureStatistics } from './statistics.ts';
import { noteLinkType } from './tally.ts';

/** Compression inside compression; more is an attack, not a capture. */
const MOST_LAYERS = 3;

/**
 * Takes layers of compression off until there is a capture, and reads what stands before its first record.
 * @throws CaptureError
 */
export async function openFormat(source: CaptureSource, input: DecoderInput, statistics: CaptureStatistics): Promise<FormatHost> {
  const file = source.name;
  for (;;) {
    const content = await sniff(input, file);
    if ('compression' in content) {
      takeLayerOff(content.compression, source, input, statistics);
      continue;
    }
    statistics.format = content.format;
    const host = await hostOf(content, file);
    while (!host.begin(input)) {
      if (await input.more()) continue;
      throw host.end(input) ?? new Error(`${file}: no beginning, and nothing wrong with it`);
    }
    statistics.resolution = host.resolution;
    if (content.format === 'pcap') noteLinkType(input, statistics);
    return host;
  }
}

/** Loads the one that is needed: most of the time of starting is loading. */
async function hostOf(content: Exclude<Content, { readonly compression: Compression }>, file: string): Promise<FormatHost> {
  switch (content.format) {
    case 'pcap':
      return new (await import('./pcap/host.ts')).PcapHost(file);
    case 'pcapng':
      return new (await import('./pcapng/host.ts')).PcapngHost(file);
    case 'network-stats':
      return new (await import('./network-stats/host.ts')).NetworkStatsHost(content.header, file);
  }
}

function takeLayerOff(compression: Compression, source: CaptureSource, input: DecoderInput, statistics: CaptureStatistics): void {
  const place = { file: source.name, offset: 0 };
  const decompress = source.decompressors?.[compression];
  if (!decompress) throw new CaptureError('unsupported', place, `${compression} compression`, 'a source that brings a decompressor');
  if (statistics.compression.length >= MOST_LAYERS) {
    throw new CaptureError('unsupported', place, `${compression} within ${MOST_LAYERS} layers of compression`, 'a capture');
  }
  statistics.compression.push(compression);
  input.wrap((bytes) => fromChunks(decompressed(decompress, bytes, compression, source.name)));
}

/** What a decompressor makes of bytes; its faults become CaptureErrors if they are none yet. */
async function* decompressed(decompress: Decompress, bytes: AsyncIterable<Uint8Array>, compression: Compression, file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* decompress(bytes, file);
  } catch (error) {
    if (error instanceof CaptureError) throw error;
    const found = `compressed data that fail (${error instanceof Error ? error.message : String(error)})`;
    throw new CaptureError('corrupt', { file }, found, `a whole ${compression} stream`, { cause: error });
  }
}
