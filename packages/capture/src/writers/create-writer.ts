import { NetworkStatsWriter } from './network-stats.ts';
import { PacketWriter } from './packet-writer.ts';
import { pcapFraming } from './pcap.ts';
import { pcapngFraming } from './pcapng.ts';
import type { CaptureWriter } from './writer.ts';

export const OUTPUT_FORMATS = ['pcap', 'pcapng', 'network-stats', 'network-stats-regular'] as const;
/** `network-stats` is the extended form, with a list of packets in every row. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

export interface WriterOptions {
  /** pcap: microseconds instead of nanoseconds, for programs that read no others. */
  readonly microseconds?: boolean;
  /** network-stats: endpoint a of every flow is IP1, as in the network-stats file it was read from. */
  readonly keepEnds?: boolean;
  /**
   * Asked with every batch: whether the capture has packets of more than 65,535 bytes, which stand as several rows. Without an
   * answer, two rows at the same time of which the first is of just that size are taken for one packet.
   */
  readonly giants?: () => boolean;
}

/** @returns a writer of one file */
export function createWriter(format: OutputFormat, { microseconds = false, keepEnds = false, giants = () => true }: WriterOptions = {}): CaptureWriter {
  switch (format) {
    case 'pcap':
      return new PacketWriter(pcapFraming(microseconds ? 'microseconds' : 'nanoseconds'), giants);
    case 'pcapng':
      return new PacketWriter(pcapngFraming(), giants);
    case 'network-stats':
    case 'network-stats-regular':
      return new NetworkStatsWriter({ extended: format === 'network-stats', keepEnds, giants });
  }
}
