import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type KernelPeerOptions, type KernelWork, kernelPeer } from './kernel-peer.ts';
import type { Missing, Peer } from './peer.ts';

const SCRIPTS = new URL('../../python/', import.meta.url);
/** Names the interpreter to try first, for libraries in an environment of their own. */
const VARIABLE = 'TUNNELSCOPE_BENCH_PYTHON';
const found = new Map<string, string | null>();

/** A script of python/ that needs some modules, with the first interpreter that has them all. */
export function pythonPeer(work: KernelWork, script: string, modules: readonly string[], options: KernelPeerOptions): Peer {
  return kernelPeer(work, options, () => pythonCommand(script, modules));
}

/** Interpreter and script, or what is missing. */
export function pythonCommand(script: string, modules: readonly string[]): readonly [string, string] | Missing {
  const interpreter = interpreterWith(modules);
  if (interpreter === null) return { missing: `no Python here has ${modules.join(' and ')} (${VARIABLE} names another one)` };
  return [interpreter, fileURLToPath(new URL(script, SCRIPTS))];
}

/** That of the variable, the one on the PATH, that of the system: the first with all modules, null if none has them. */
export function interpreterWith(modules: readonly string[]): string | null {
  const key = modules.join(',');
  const known = found.get(key);
  if (known !== undefined) return known;
  const chosen = process.env[VARIABLE];
  const candidates = [...(chosen ? [chosen] : []), 'python3', '/usr/bin/python3'];
  const interpreter = candidates.find((candidate) => spawnSync(candidate, ['-c', `import ${key}`], { stdio: 'ignore' }).status === 0) ?? null;
  found.set(key, interpreter);
  return interpreter;
}
