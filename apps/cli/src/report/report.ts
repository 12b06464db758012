import type { Engine } from '@tunnelscope/core/kernels';
import type { TrainerOptions } from '@tunnelscope/dataset/trainer';
import type { ExitCode } from '../exit.ts';
import type { Network } from '../where/network.ts';

export interface ReportOptions extends TrainerOptions {
  /** HTML file. */
  readonly output?: string;
  readonly beside?: true;
  readonly evaluation?: true;
  readonly by?: readonly string[];
  readonly markdown?: string;
  /** Folders for pictures. */
  readonly svg?: string;
  readonly png?: string;
  /** Flows of a capture that are told in detail. */
  readonly flows: number;
  readonly jobs: number;
  readonly engine: Engine;
  readonly model?: string;
  readonly client: readonly Network[];
  readonly maskAddresses?: true;
  readonly quiet?: true;
}

/** Writes a report on captures or evaluations. @throws UsageError, InputError, ManifestError, ModelError */
export async function report(files: readonly string[], options: ReportOptions): Promise<ExitCode> {
  if (options.evaluation) return (await import('./report-evaluations.ts')).reportEvaluations(files, options);
  return (await import('./report-captures.ts')).reportCaptures(files, options);
}
