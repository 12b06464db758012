import { lossWarnings } from '@tunnelscope/capture/loss-warnings';
import { connectNats, type NatsOptions } from '@tunnelscope/cluster/connect';
import { explained } from '@tunnelscope/cluster/explained';
import { sense, type SenseSummary } from '@tunnelscope/cluster/sense';
import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { complain, complainOf } from '../complain.ts';
import type { ExitCode } from '../exit.ts';
import { countText, plural } from '../text/quantity.ts';
import { catchEnding } from '../watch/ending.ts';
import { openTap } from './open-tap.ts';

export interface SenseCommandOptions extends NatsOptions {
  readonly tap: string;
  readonly interface?: string;
  readonly filter?: string;
  readonly speed: number;
  /** Names of other taps. */
  readonly with: readonly string[];
  /** Megabytes. */
  readonly spool: number;
  readonly json?: true;
  readonly engine: Engine;
  readonly quiet?: true;
}

/**
 * Sends what a tap sees.
 * @param source a capture, or - for standard input; undefined: the interface
 * @throws UsageError, InputError, CaptureError and NatsError if it cannot begin
 */
export async function senseSource(source: string | undefined, options: SenseCommandOptions): Promise<ExitCode> {
  const { tap, quiet } = options;
  const kernels = await loadKernels(options.engine);
  const opened = await openTap(source, options, kernels);
  const ending = catchEnding();
  try {
    const connection = await connectNats(options, `tunnelscope sense ${tap}`);
    try {
      const tell = (message: string) => quiet || complain(message);
      const summary = await sense({ connection, tap, source: opened.source, spoolBytes: 1e6 * options.spool, others: options.with, signal: ending.signal, tell });
      // With its end come the last counts of what captures.
      await opened.watched.close();
      report({ ...summary, droppedByKernel: opened.watched.dropped() }, options);
      const whole = summary.fault === null && !ending.signal.aborted;
      if (!quiet) for (const warning of lossWarnings(opened.watched.statistics, whole)) complain(warning);
      return summary.fault ? complainOf(summary.fault) : ending.exitCode;
    } catch (error) {
      throw explained(error);
    } finally {
      await connection.close();
    }
  } finally {
    await opened.watched.close();
  }
}

function report({ fault: _, ...summary }: SenseSummary, { tap, json, quiet }: SenseCommandOptions): void {
  if (json) process.stdout.write(`${JSON.stringify({ kind: 'sense', tap, ...summary })}\n`);
  if (quiet) return;
  const { run, resumed, stopped, packets, flows, messages, bytes, duplicates, droppedPackets, unsentPackets, droppedByKernel, strayPackets } = summary;
  const more = [
    [droppedPackets, 'packets dropped for want of room'], [unsentPackets, 'packets not sent'], [droppedByKernel ?? 0, 'packets dropped by kernel'], [strayPackets, 'packets of another time left out'], [duplicates, 'messages sent twice, stored once'],
  ] as const;
  complain([
    `tap ${tap}, run ${run}${resumed ? ' (gone on with)' : ''}: ${plural(packets, 'packet')} of ${plural(flows, 'flow')}, ${plural(messages, 'message')} of ${plural(bytes, 'byte')} sent`,
    ...more.filter(([count]) => count > 0).map(([count, what]) => `${countText(count)} ${what}`),
  ].join(', '));
  if (stopped) complain(`tap ${tap} was stopped before the end of its file: the same command goes on where it was, and other taps' files wait for it`);
}
