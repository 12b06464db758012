import { UsageError } from './exit.ts';

/** How the dataset package begins its words about manifests and options that are sound one by one and do not fit together. */
const MISFIT = /^(comparison|evaluation|training)( by .+)?: /;

/** Does something with labelled captures. @throws UsageError where they do not fit what is asked of them */
export async function orMisfit<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    throw error instanceof RangeError && MISFIT.test(error.message) ? new UsageError(error.message) : error;
  });
}
