import { setTimeout as sleep } from 'node:timers/promises';
import { type Cell, INSIDE, type Part } from '../namespaces/cell.ts';
import { TestbedError } from '../testbed-error.ts';

const PATIENCE = 45_000;

/**
 * Asks for the origin's echo through the tunnel until it answers: a handshake over a link of 650 ms that loses packets takes a while.
 * @throws TestbedError with the last words of an end that gave up, or of all after 45 s
 */
export async function awaitOrigin(cell: Cell, kind: string, parts: readonly Part[]): Promise<void> {
  const end = performance.now() + PATIENCE;
  let gone: Part | null = null;
  for (const part of parts) void part.ended.then(() => (gone ??= part));
  while (performance.now() < end) {
    try {
      await cell.run('client', ['ping', '-n', '-q', '-c', '1', '-W', '3', INSIDE.origin]);
      return;
    } catch {
      await sleep(100);
    }
    if (gone !== null) throw new TestbedError(`The ${kind} tunnel did not come up: ${(gone as Part).name} ended: ${(gone as Part).tail()}`);
  }
  throw new TestbedError(`The ${kind} tunnel did not come up within ${PATIENCE / 1000} s. ${parts.map((part) => `${part.name}: ${part.tail()}`).join('\n')}`);
}
