import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cell, OUTSIDE, type Part } from '../namespaces/cell.ts';
import { TestbedError } from '../testbed-error.ts';
import { tcpdumpCounts } from './tcpdump-counts.ts';

export interface CaptureReport {
  /** A classic pcap file, 96 bytes of each packet. */
  readonly path: string;
  readonly packets: number;
  /** Packets that the kernel dropped because tcpdump did not fetch them in time. */
  readonly dropped: number;
}

export interface RunningCapture {
  /** Settles once tcpdump ended, asked or not. */
  readonly ended: Part['ended'];
  /** All packets until now are in the file, and those of the second that it takes. @throws TestbedError if tcpdump had ended before */
  stop(): Promise<CaptureReport>;
}

/** Captures what an observer outside the tunnel sees at the client. Resolves once packets are captured. @throws TestbedError with tcpdump's words */
export async function startCapture(cell: Cell): Promise<RunningCapture> {
  const path = join(cell.folder, 'capture.pcap');
  const command = ['tcpdump', '-n', '-Z', 'root', '-i', OUTSIDE.device, '-s', '96', '-B', '16384', '-w', path, 'udp or tcp'];
  const part = cell.start('client', command, { name: 'capture', nice: -10 });
  const failed = part.ended.then(() => true);
  while (!part.tail().includes('listening on')) {
    if (await Promise.race([failed, sleep(20, false)])) throw new TestbedError(`tcpdump did not start: ${part.tail()}`);
  }
  return {
    ended: part.ended,
    stop: async () => {
      // The kernel hands packets over in blocks, a second after the first at the latest; what is in a block not handed over yet would be lost.
      await sleep(1100);
      await part.stop('SIGINT');
      return { path, ...tcpdumpCounts(part.tail()) };
    },
  };
}
