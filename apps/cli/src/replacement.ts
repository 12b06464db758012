import { rmSync, type Stats, type WriteStream } from 'node:fs';
import { access, constants, type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describeFileError } from './complain.ts';

const PERMISSIONS = 0o777;
const OF_GROUP = 0o070;

/** A file being written under another name in the same folder, so that its own name never stands for a part of it. */
export interface Replacement {
  readonly stream: WriteStream;
  /** Gives the file its own name, once the stream has ended. */
  keep(): Promise<void>;
  /** Takes away what was written; a file of that name stays what it was. */
  discard(): Promise<void>;
}

/**
 * Begins a file that replaces the one of its name, with the same permissions, when all is written. Whatever ends the program before
 * takes it away. Devices and pipes are written directly.
 * @throws what the system says, for `describeOutputError`
 */
export async function openReplacement(path: string): Promise<Replacement> {
  const target = await realpath(path).catch(() => path);
  const existing = await stat(target).catch(() => null);
  if (existing?.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR', syscall: 'open' });
  if (existing !== null && !existing.isFile()) {
    const stream = (await open(target, 'w')).createWriteStream();
    return { stream, keep: async () => {}, discard: async () => void stream.destroy() };
  }
  if (existing !== null) await access(target, constants.W_OK);
  const partial = `${target}.${process.pid}.part`;
  const remove = () => rmSync(partial, { force: true });
  const file = await open(partial, 'wx', existing === null ? 0o666 : 0o600);
  process.on('exit', remove);
  const stream = file.createWriteStream();
  const discard = async () => {
    stream.destroy();
    await rm(partial, { force: true });
    process.off('exit', remove);
  };
  try {
    if (existing !== null) await allowAsBefore(file, existing);
  } catch (error) {
    await discard();
    throw error;
  }
  return {
    stream,
    async keep() {
      await rename(partial, target);
      process.off('exit', remove);
    },
    discard,
  };
}

/** Gives a file the owner and permissions of another one; where it cannot have its group, no group gets any. */
async function allowAsBefore(file: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  const own = await file.stat();
  const sameOwner = (own.uid === uid && own.gid === gid) || (await file.chown(uid, gid).then(() => true, () => false));
  const group = sameOwner || own.gid === gid ? OF_GROUP : 0;
  await file.chmod(mode & PERMISSIONS & (~OF_GROUP | group));
}

/** What stands in the way of writing a file, in words. */
export function describeOutputError(path: string, error: unknown): string {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? `${path}: folder ${dirname(path)} does not exist` : describeFileError(path, error);
}
