import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];
let isArranged = false;

/** A folder for other programs, gone when this one ends. @returns its path */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-bench-'));
  folders.push(folder);
  if (!isArranged) removeAtTheEnd();
  isArranged = true;
  return folder;
}

/** Captures of hundreds of megabytes are among them: whatever ends the program, they must go. */
function removeAtTheEnd(): void {
  process.once('exit', removeTemporaryFolders);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

/** Removes all of them now: for tests, whose processes do not end by themselves. */
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A file for other programs to read, gone when this one ends. @param bytes what it holds @returns its path */
export function temporaryFile(name: string, bytes: Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}
