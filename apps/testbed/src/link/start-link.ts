import { createInterface } from 'node:readline';
import { type Cell, INSIDE, OUTSIDE, type Part } from '../namespaces/cell.ts';
import type { LinkCondition } from '../plan/condition.ts';
import { TestbedError } from '../testbed-error.ts';
import { buildRelay } from './build-relay.ts';
import { type LinkReport, parseLinkReport } from './link-report.ts';
import { relayArguments } from './relay-arguments.ts';

export interface RunningLink {
  /** Settles once the relay ended, asked or not. */
  readonly ended: Part['ended'];
  /** The recording begins: the steps of the rate count from now on, and so does the report. */
  begin(): void;
  /** Ends the relay; the cell has no connection from then on. @throws TestbedError if it had ended before */
  stop(): Promise<LinkReport>;
}

/**
 * Puts a link between client and gateway: without it nothing passes. Sets the congestion control of the senders of media:
 * of the origin, and of the gateway, whose TCP carries them through a tunnel over TCP.
 * @throws TestbedError if the relay cannot be compiled or does not start, or the kernel lacks the congestion control
 */
export async function startLink(cell: Cell, link: LinkCondition, seed: number): Promise<RunningLink> {
  const program = await buildRelay();
  await cell.run('origin', ['ip', 'route', 'replace', 'default', 'via', INSIDE.gateway, 'congctl', link.congestion]);
  await cell.run('gateway', ['ip', 'route', 'replace', '172.31.1.0/24', 'dev', OUTSIDE.device, 'src', OUTSIDE.gateway, 'congctl', link.congestion]);
  const part = cell.start('wan', [program, ...relayArguments(link, seed)], { name: 'link', talk: 'pipe', nice: -20 });
  const lines: string[] = [];
  const reader = createInterface({ input: part.stdout! });
  const closed = new Promise<void>((resolve) => reader.once('close', () => resolve()));
  const ready = new Promise<void>((resolve) => reader.on('line', (line) => lines.push(line) === 1 && resolve()));
  await Promise.race([ready, closed]);
  if (lines[0] !== 'ready') throw new TestbedError(`The path emulator of ${cell.name} did not start: ${part.tail()}`);
  return {
    ended: part.ended,
    begin: () => {
      try {
        process.kill(part.pid, 'SIGUSR1');
      } catch {
        // It has ended; `stop` says so.
      }
    },
    stop: async () => {
      await part.stop();
      await closed;
      const report = lines[1];
      const { code, signal } = await part.ended;
      if (report === undefined) throw new TestbedError(`The path emulator of ${cell.name} ended before its time (${signal ?? `exit code ${code}`}): ${part.tail()}`);
      return parseLinkReport(report);
    },
  };
}
