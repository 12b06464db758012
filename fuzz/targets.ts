import { KERNEL_TARGETS } from './kernel-targets.ts';
import { READER_TARGETS } from './reader-targets.ts';
import type { Target } from './target.ts';

export const TARGETS: readonly Target[] = [...KERNEL_TARGETS, ...READER_TARGETS];

/** @throws RangeError if there is no such target */
export function findTarget(name: string): Target {
  const target = TARGETS.find((candidate) => candidate.name === name);
  if (!target) throw new RangeError(`no target ${name}: there are ${TARGETS.map((known) => known.name).join(', ')}`);
  return target;
}
