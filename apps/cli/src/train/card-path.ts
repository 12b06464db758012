import { access, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { describeFileError } from '../complain.ts';
import { InputError, UsageError } from '../exit.ts';
import { describeOutputError } from '../replacement.ts';

/** How every card begins. */
const BEGINNING = '# Model card';

/**
 * Where the card of a model goes: beside it, under its name with the ending .md.
 * @throws UsageError if the model itself is to go there, or something that is no card is there; InputError if nobody can tell
 */
export async function cardPathFor(modelPath: string): Promise<string> {
  if (extname(modelPath).toLowerCase() === '.md') {
    throw new UsageError(`-o: found ${modelPath}, expected a name that does not end in .md: the card of the model goes there`);
  }
  const path = join(dirname(modelPath), `${basename(modelPath, extname(modelPath))}.md`);
  const there = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new InputError(describeFileError(path, error));
  });
  // Before hours of training and not after them.
  if (there === null) {
    await access(dirname(path)).catch((error: unknown) => {
      throw new InputError(`-o: ${describeOutputError(modelPath, error)}`);
    });
  }
  if (there !== null && !there.startsWith(BEGINNING)) {
    throw new UsageError(`-o ${modelPath}: the card would replace ${path}, which is no model card (expected it to begin with "${BEGINNING}"): choose another name`);
  }
  return path;
}
