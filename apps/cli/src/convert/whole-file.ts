import { createWriteStream, rmSync } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import { describeFileError } from '../complain.ts';
import { InputError, UsageError } from '../exit.ts';
import { standardOutput } from '../output.ts';
import type { OutputName } from './output-name.ts';

/** @throws UsageError if both paths lead to the same file, under whatever names */
export async function refuseSameFile(input: string, output: string): Promise<void> {
  const [one, other] = await Promise.all([input, output].map((path) => (path === '-' ? null : stat(path).catch(() => null))));
  if (one?.isFile() && other && one.dev === other.dev && one.ino === other.ino) {
    throw new UsageError(`${output} is the input itself: give the output another name`);
  }
}

/**
 * Writes a file as a whole or not at all: under another name in the same folder, which becomes its own when all is written.
 * Whatever ends the program before takes it away. Standard output, devices and pipes are written directly.
 * @throws InputError if it cannot be written
 */
export async function writeOutput({ path, compression }: OutputName, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  if (path === '-') {
    const output = standardOutput();
    for await (const piece of pieces) await output.write(piece);
    return;
  }
  // Loaded only for files: where the output goes to a pipe, that is time saved.
  const [{ Readable }, { pipeline }, { createGzip, createZstdCompress }] = await Promise.all([import('node:stream'), import('node:stream/promises'), import('node:zlib')]);
  const target = await realpath(path).catch(() => path);
  const existing = await stat(target).catch(() => null);
  const direct = existing !== null && !existing.isFile() && !existing.isDirectory();
  const partial = direct ? target : `${target}.${process.pid}.part`;
  const giveUp = direct ? () => {} : removeWhenEnded(partial);
  try {
    if (existing?.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR', syscall: 'open' });
    const source = Readable.from(pieces, { objectMode: true, highWaterMark: 1 });
    const file = createWriteStream(partial, { flags: direct ? 'w' : 'wx' });
    if (compression === null) await pipeline(source, file);
    else await pipeline(source, compression === 'gzip' ? createGzip() : createZstdCompress(), file);
    if (!direct) await rename(partial, target);
  } catch (error) {
    if (!direct) await rm(partial, { force: true });
    // What the system says; anything else is no fault of the file.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new InputError(describeFileError(path, error), { cause: error });
  } finally {
    giveUp();
  }
}

/** Removes a file if the program ends, by a second Ctrl-C or by a signal. @returns a function that stops that */
function removeWhenEnded(path: string): () => void {
  const remove = () => rmSync(path, { force: true });
  const end = (signal: NodeJS.Signals) => {
    remove();
    process.kill(process.pid, signal);
  };
  process.on('exit', remove);
  process.once('SIGTERM', end);
  process.once('SIGHUP', end);
  return () => {
    process.off('exit', remove);
    process.off('SIGTERM', end);
    process.off('SIGHUP', end);
  };
}
