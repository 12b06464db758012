import { once } from 'node:events';
import { open, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { describeFileError } from './complain.ts';
import { InputError, UsageError } from './exit.ts';
import { type Output, standardOutput } from './output.ts';

/**
 * Where results go: the file that `-o` names, which is replaced, or standard output.
 * @param inputs files that are read meanwhile
 * @throws UsageError if the file is one of them, InputError if it cannot be written; `write` and `close` throw that too
 */
export async function openOutput(path: string | undefined, inputs: readonly string[]): Promise<Output> {
  if (path === undefined || path === '-') return standardOutput();
  await refuseInput(path, inputs);
  const failed = (error: unknown) => new InputError(`-o: ${describeFileError(path, error)}`);
  const file = await open(path, 'w').catch((error: unknown) => {
    throw failed(error);
  });
  const stream = file.createWriteStream();
  let failure: unknown = null;
  stream.on('error', (error) => {
    failure = error;
  });
  return {
    async write(chunk) {
      if (failure !== null) throw failed(failure);
      if (!stream.write(chunk)) {
        await once(stream, 'drain').catch((error: unknown) => {
          throw failed(error);
        });
      }
    },
    async close() {
      stream.end();
      await finished(stream).catch((error: unknown) => {
        throw failed(error);
      });
    },
    width: Infinity,
    terminal: false,
    paint: (_style, text) => text,
  };
}

async function refuseInput(path: string, inputs: readonly string[]): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (!there?.isFile()) return;
  for (const input of inputs) {
    const read = await stat(input).catch(() => null);
    if (read?.ino === there.ino && read.dev === there.dev) throw new UsageError(`-o ${path}: would replace ${input}, which is to be read: choose another name`);
  }
}
