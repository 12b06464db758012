import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';

/** What figures depend on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  readonly v8: string;
  /** Commit of the checkout, with `+` where files differ from it; null outside of a checkout. */
  readonly commit: string | null;
  /** Processes that ran or waited to, in the mean of the last minute: more than one (this one) means shared. */
  readonly load: number;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    system: `${type()} ${release()} ${process.arch}`,
    node: process.versions.node,
    v8: process.versions.v8,
    commit: commit(),
    load: loadavg()[0]!,
  };
}

function commit(): string | null {
  const git = (...words: string[]) => {
    const { status, stdout } = spawnSync('git', words, { cwd: fileURLToPath(new URL('.', import.meta.url)), encoding: 'utf8' });
    return status === 0 ? stdout.trim() : null;
  };
  const name = git('rev-parse', '--short', 'HEAD');
  if (!name) return null;
  return git('status', '--porcelain', '--untracked-files=no') === '' ? name : `${name}+`;
}
