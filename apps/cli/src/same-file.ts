import { stat } from 'node:fs/promises';

/** @returns whether both paths lead to the same regular file, under whatever names; `-` is none */
export async function isSameFile(path: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([path, other].map((name) => (name === '-' ? null : stat(name).catch(() => null))));
  return a?.isFile() === true && a.dev === b?.dev && a.ino === b.ino;
}
