import { complain, complainOf } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { lossWarnings } from '@tunnelscope/capture/loss-warnings';
import { standardOutput } from '../output.ts';
import { catchEnding } from './ending.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';

export interface WatchCommandOptions extends SessionOptions {
  /** File for one frame. */
  readonly snapshot?: string;
  /** Size of that frame. */
  readonly size?: { readonly columns: number; readonly rows: number };
  /** Seconds until it is taken. */
  readonly after?: number;
  readonly quiet?: true;
  /** Events also in a terminal. */
  readonly json?: true;
}

/** A file's speed in the dashboard. */
const REPLAY = 10;
/** A snapshot of what never ends is taken after as many seconds. */
const SNAPSHOT_AFTER = 60;
export const SNAPSHOT_SIZE = { columns: 160, rows: 50 };

/**
 * Shows a stream's flows as it goes on: in a terminal the dashboard, else its events as lines of JSON.
 * @param files one, or several to be replayed together; none: an interface @throws UsageError, InputError, CaptureError and ModelError if it cannot be watched at all
 */
export async function watchStream(files: readonly string[], options: WatchCommandOptions): Promise<ExitCode> {
  const dashboard = showsDashboard(options);
  const session = await openSession(files, options, dashboard ? REPLAY : Infinity);
  try {
    const exitCode = dashboard ? await inTerminal(session) : await withoutTerminal(session, options);
    return report(session, exitCode, options.quiet === true || !dashboard ? [] : lossWarnings(session.source.statistics, false));
  } finally {
    await session.source.close();
  }
}

/** Whether somebody looks at a screen. */
export function showsDashboard({ snapshot, json }: Pick<WatchCommandOptions, 'snapshot' | 'json'>): boolean {
  return snapshot === undefined && json !== true && process.stdout.isTTY === true;
}

async function inTerminal(session: Session): Promise<ExitCode> {
  const { showSession } = await import('./show-dashboard.ts');
  return (await showSession(session)) as ExitCode;
}

async function withoutTerminal(session: Session, options: WatchCommandOptions): Promise<ExitCode> {
  const ending = catchEnding();
  ending.signal.addEventListener('abort', () => void session.source.close());
  if (options.snapshot === undefined) {
    const { printEvents } = await import('./print-events.ts');
    await printEvents(session, ending.signal, standardOutput());
    return ending.exitCode;
  }
  const { writeSessionSnapshot } = await import('./write-snapshot.ts');
  const { columns, rows } = options.size ?? SNAPSHOT_SIZE;
  const endless = session.source.view.kind !== 'replay';
  await writeSessionSnapshot(session, { file: options.snapshot, columns, rows, after: options.after ?? (endless ? SNAPSHOT_AFTER : Infinity) }, ending.signal);
  return ending.exitCode;
}

/** Says what went wrong on the way, now that the screen is the user's again. */
function report({ source, maskText }: Session, exitCode: ExitCode, warnings: readonly string[]): ExitCode {
  for (const warning of warnings) complain(maskText(`warning: ${source.view.name}: ${warning}`));
  const fault = source.fault();
  if (fault === null || exitCode === EXIT.interrupted) return exitCode;
  const code = complainOf(fault, maskText);
  return exitCode === EXIT.done ? code : exitCode;
}

/** Shows the captures that come with the program: the same film through the same tunnel, live and on demand at once. */
export async function watchBundled(options: WatchCommandOptions): Promise<ExitCode> {
  const { bundledCaptures } = await import('../bundled-captures.ts');
  return watchStream(bundledCaptures(), { ...options, shownName: 'two recorded tunnels' });
}
