import { writeFile } from 'node:fs/promises';
import { snapshot } from '@tunnelscope/dashboard/snapshot';
import { WALL_CLOCK } from '@tunnelscope/detector/live/clock';
import { describeFileError } from '../complain.ts';
import { InputError, UsageError } from '../exit.ts';
import type { Session } from './session.ts';

export interface SnapshotWish {
  readonly file: string;
  readonly columns: number;
  readonly rows: number;
  /** Seconds on the wall; Infinity: at the end of the packets. */
  readonly after: number;
}

/** The form that a snapshot's name asks for. @throws UsageError if it asks for none */
export function snapshotFormat(file: string): 'txt' | 'svg' {
  if (/\.txt$/i.test(file)) return 'txt';
  if (/\.svg$/i.test(file)) return 'svg';
  throw new UsageError(`--snapshot ${file}: expected a name that ends in .txt or .svg`);
}

/** Writes one frame of the dashboard to a file. @throws InputError if that cannot be written */
export async function writeSnapshot(session: Session, { file, columns, rows, after }: SnapshotWish, signal: AbortSignal): Promise<void> {
  const { source, detector, kernels, model, modelName, mask } = session;
  const picture = await snapshot({
    packets: source.packets, source: source.view, detector, kernels, model, engine: kernels.engine, modelName: modelName.name, mask,
    columns, rows, seconds: after, format: snapshotFormat(file), clock: WALL_CLOCK, signal,
  });
  await writeFile(file, picture).catch((error: unknown) => {
    throw new InputError(`--snapshot ${describeFileError(file, error)}`);
  });
}
