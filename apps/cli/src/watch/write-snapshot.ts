import { writeFile } from 'node:fs/promises';
import { held } from '@tunnelscope/dashboard/held';
import { LocalFlows } from '@tunnelscope/dashboard/local-flows';
import { snapshot, type SnapshotOptions } from '@tunnelscope/dashboard/snapshot';
import { WALL_CLOCK } from '@tunnelscope/detector/live/clock';
import { describeFileError } from '../complain.ts';
import { InputError, UsageError } from '../exit.ts';
import type { Session } from './session.ts';

export interface SnapshotWish {
  readonly file: string;
  readonly columns: number;
  readonly rows: number;
  /** Seconds on the wall; Infinity: when there is all to see. */
  readonly after: number;
}

/** The form that a snapshot's name asks for. @throws UsageError if it asks for none */
export function snapshotFormat(file: string): 'txt' | 'svg' {
  if (/\.txt$/i.test(file)) return 'txt';
  if (/\.svg$/i.test(file)) return 'svg';
  throw new UsageError(`--snapshot ${file}: expected a name that ends in .txt or .svg`);
}

/** Writes one frame of a stream of this process, as it is before its flows end. @throws InputError if that cannot be written */
export async function writeSessionSnapshot({ source, detector, kernels, model, modelName, mask }: Session, wish: SnapshotWish, signal: AbortSignal): Promise<void> {
  const { packets, ended } = held(source.packets);
  const flows = new LocalFlows({ packets, detector, model, mask, speed: source.view.speed, clock: WALL_CLOCK });
  await writeSnapshot({ flows, source: source.view, kernels, engine: kernels.engine, modelName: modelName.name, until: ended, signal }, wish);
}

/** Writes one frame of the dashboard to a file. @throws InputError if that cannot be written */
export async function writeSnapshot(shown: Omit<SnapshotOptions, 'columns' | 'rows' | 'seconds' | 'format' | 'clock'>, { file, columns, rows, after }: SnapshotWish): Promise<void> {
  const picture = await snapshot({ ...shown, columns, rows, seconds: after, format: snapshotFormat(file), clock: WALL_CLOCK });
  await writeFile(file, picture).catch((error: unknown) => {
    throw new InputError(`--snapshot ${describeFileError(file, error)}`);
  });
}
