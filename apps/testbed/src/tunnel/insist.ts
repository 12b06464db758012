import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '../namespaces/cell.ts';
import { TestbedError } from '../testbed-error.ts';

const PATIENCE = 30_000;

/**
 * Tries until it succeeds: a program's socket or interface comes into being a moment after its start.
 * @throws TestbedError with what failed last and the program's last words, at once if it ended, or after 30 s
 */
export async function insist(part: Part, attempt: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + PATIENCE;
  let over = false;
  void part.ended.then(() => {
    over = true;
  });
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (over || performance.now() > end) throw new TestbedError(`${part.name} cannot be set up: ${(error as Error).message}\n${part.tail()}`);
      await sleep(50);
    }
  }
}
