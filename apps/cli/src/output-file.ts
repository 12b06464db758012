import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { InputError, UsageError } from './exit.ts';
import { type Output, standardOutput } from './output.ts';
import { describeOutputError, openReplacement } from './replacement.ts';
import { isSameFile } from './same-file.ts';

/**
 * Where results go: the file that `-o` names, which is replaced when all is written, or standard output.
 * @param inputs files that are read meanwhile
 * @throws UsageError if the file is one of them, InputError if it cannot be written; `write` and `close` throw that too
 */
export async function openOutput(path: string | undefined, inputs: readonly string[]): Promise<Output> {
  if (path === undefined || path === '-') return standardOutput();
  await refuseInput(path, inputs);
  const fail = (error: unknown): never => {
    throw new InputError(`-o: ${describeOutputError(path, error)}`, { cause: error });
  };
  const replacement = await openReplacement(path).catch(fail);
  const { stream } = replacement;
  let failure: unknown = null;
  stream.on('error', (error) => {
    failure = error;
  });
  return {
    path,
    async write(chunk) {
      if (failure !== null) fail(failure);
      if (!stream.write(chunk)) await once(stream, 'drain').catch(fail);
    },
    async close() {
      if (failure !== null) fail(failure);
      stream.end();
      await finished(stream).then(() => replacement.keep()).catch(fail);
    },
    discard: () => replacement.discard(),
    width: Infinity,
    terminal: false,
    paint: (_style, text) => text,
  };
}

async function refuseInput(path: string, inputs: readonly string[]): Promise<void> {
  for (const input of inputs) {
    if (await isSameFile(path, input)) throw new UsageError(`-o ${path}: would replace ${input}, which is to be read: choose another name`);
  }
}
