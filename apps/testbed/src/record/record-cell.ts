import { type CaptureReport, startCapture } from '../capture/start-capture.ts';
import type { ClientReport } from '../client/report.ts';
import { type RunningClient, startClient } from '../client/start-client.ts';
import type { LinkReport } from '../link/link-report.ts';
import { startLink } from '../link/start-link.ts';
import type { Media } from '../media/prepare-media.ts';
import { createCell } from '../namespaces/create-cell.ts';
import type { Run } from '../namespaces/run.ts';
import { startOrigin } from '../origin/start-origin.ts';
import type { Condition } from '../plan/condition.ts';
import { TestbedError } from '../testbed-error.ts';
import { startTunnel } from '../tunnel/start-tunnel.ts';

/** What one run of a cell gave, good or not. */
export interface CellRecording {
  readonly startedAt: Date;
  /** The pcap lies in the cell's folder, until the number is used again. */
  readonly capture: CaptureReport;
  readonly link: LinkReport;
  readonly client: ClientReport;
}

export interface CellWatch {
  /** Ends the run at once. */
  readonly signal: AbortSignal;
  /** Playback, or whatever is recorded, begins. */
  begun(client: Pick<RunningClient, 'latest'>): void;
}

/** A client loads its page through the tunnel, which may be slow. */
const READY_SECONDS = 120;
/** A client ends by itself. */
const END_SECONDS = 30;

/**
 * Makes a cell, records one condition in it, and removes it, whatever happens.
 * @param number of the cell in the run @throws TestbedError naming the part that failed
 */
export async function recordCell(run: Run, number: number, condition: Condition, media: Media, { signal, begun }: CellWatch): Promise<CellRecording> {
  const cell = await createCell(run, number);
  const remove = () => void cell.remove();
  signal.addEventListener('abort', remove);
  try {
    signal.throwIfAborted();
    const link = await startLink(cell, condition.link, condition.seed);
    const tunnel = await startTunnel(cell, condition.tunnel);
    const origin = await startOrigin(cell, condition, media);
    const client = await within(startClient(cell, condition), READY_SECONDS, 'the client was not ready');
    const capture = await startCapture(cell);
    const broken = Promise.race([
      ended(link.ended, 'the path emulator'),
      ended(capture.ended, 'tcpdump'),
      ended(origin.ended, 'the origin', () => origin.tail()),
      ...tunnel.parts.map((part) => ended(part.ended, part.name, () => part.tail())),
    ]);
    broken.catch(() => {});
    const startedAt = new Date();
    link.begin();
    client.begin();
    begun(client);
    const report = await Promise.race([within(client.done, condition.durationSeconds + END_SECONDS, 'the client did not end'), broken]);
    return { startedAt, client: report, capture: await capture.stop(), link: await link.stop() };
  } finally {
    signal.removeEventListener('abort', remove);
    await cell.remove();
  }
}

/** @throws TestbedError once something ended that should not have */
async function ended(end: Promise<unknown>, name: string, tail = () => ''): Promise<never> {
  await end;
  throw new TestbedError(`${name} ended before the recording did${tail() && `: ${tail()}`}`);
}

async function within<T>(promise: Promise<T>, seconds: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TestbedError(`${what} after ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
