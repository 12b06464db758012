import type { Manifest } from '@tunnelscope/dataset/manifest';
import { describe } from './complain.ts';
import { InputError } from './exit.ts';

/** Errors about one capture: their message begins with its path. */
const ABOUT_CAPTURES: readonly string[] = ['CaptureError', 'ManifestError'];

/**
 * Does something with labelled captures.
 * @param paths where the manifests are, in their order
 * @throws InputError for a capture that cannot be used, with the manifest and its entry; other errors as they are
 */
export async function namingEntry<Result>(work: Promise<Result>, paths: readonly string[], manifests: readonly Manifest[]): Promise<Result> {
  return work.catch((error: unknown) => {
    if (!(error instanceof Error) || !ABOUT_CAPTURES.includes(error.name)) throw error;
    for (const [i, { captures }] of manifests.entries()) {
      const entry = captures.find(({ path }) => error.message.startsWith(`${path}: `) || error.message.startsWith(`${path}, `));
      if (entry) throw new InputError(`${paths[i]}, entry ${entry.file}: ${describe(error)}`, { cause: error });
    }
    throw error;
  });
}
