import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../input/temporary-file.ts';
import { isInstalled } from './command.ts';
import { type KernelPeerOptions, type KernelWork, kernelPeer } from './kernel-peer.ts';
import type { Missing, Peer } from './peer.ts';

const SOURCES = fileURLToPath(new URL('../../c/', import.meta.url));
const FLAGS = ['-O3', '-std=gnu11', '-Wall', '-Wextra', '-Werror'];
const built = new Map<string, readonly [string] | Missing>();

/** A library that a job needs: the header that shows whether it is installed, and how to link it. */
export interface Library {
  readonly header: string;
  readonly flag: string;
}

/** A job of c/, compiled by `gcc -O3` when it is first wanted. */
export function cPeer(work: KernelWork, job: string, options: KernelPeerOptions, library?: Library): Peer {
  return kernelPeer(work, options, () => {
    const known = built.get(job) ?? build(job, library);
    built.set(job, known);
    return known;
  });
}

/** @throws Error with the compiler's words, if it does not compile */
function build(job: string, library?: Library): readonly [string] | Missing {
  if (!isInstalled('gcc')) return { missing: 'gcc is not installed' };
  if (library && !hasHeader(library.header)) return { missing: `${library.header} is not installed` };
  const program = join(temporaryFolder(), job);
  const words = [...FLAGS, '-o', program, join(SOURCES, 'protocol.c'), join(SOURCES, `${job}.c`), ...(library ? [library.flag] : []), '-lm'];
  const { status, stderr } = spawnSync('gcc', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`gcc ${job}.c: ${stderr.trim().split('\n').find((line) => line.includes('error')) ?? stderr.trim()}`);
  return [program];
}

function hasHeader(header: string): boolean {
  return spawnSync('gcc', ['-E', '-x', 'c', '-'], { input: `#include <${header}>\n`, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
}
