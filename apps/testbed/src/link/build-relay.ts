import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../cache-folder.ts';
import { runCommand } from '../namespaces/command.ts';

// From src/link and from dist/link the same place.
const FOLDER = fileURLToPath(new URL('../../link/', import.meta.url));
const SOURCES = ['relay.c', 'direction.c'];
const HEADERS = ['direction.h', 'lateness.h'];

/**
 * Compiles the relay into the cache folder unless this very source was compiled before.
 * @returns the program's path
 * @throws TestbedError with the compiler's words
 */
export async function buildRelay(cache: string = cacheFolder()): Promise<string> {
  const hash = createHash('sha256');
  for (const name of [...SOURCES, ...HEADERS]) hash.update(readFileSync(join(FOLDER, name)));
  const program = join(cache, `relay-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const unfinished = `${program}.${randomUUID()}`;
  await runCommand(['gcc', '-O2', '-std=gnu11', '-Wall', '-Wextra', '-Werror', '-o', unfinished, ...SOURCES.map((name) => join(FOLDER, name)), '-lm']);
  renameSync(unfinished, program); // Whoever else compiles it now finds a whole program or none.
  return program;
}
