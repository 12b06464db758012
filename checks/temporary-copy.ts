import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from './repository.ts';

/**
 * Hands `use` a copy of a folder outside of the repository, with the repository's own configuration files in it,
 * and removes it afterwards. Tools that look for their configuration, a workspace root or a .git upwards find the
 * copy's, not the repository's.
 * @param files names of files at the repository's root
 */
export async function withCopy<T>(folder: string, files: readonly string[], use: (copy: string) => Promise<T>): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), 'tunnelscope-check-'));
  try {
    cpSync(folder, copy, { recursive: true });
    for (const file of files) cpSync(join(REPOSITORY, file), join(copy, file));
    symlinkSync(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'));
    return await use(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
