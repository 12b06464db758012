import { readdirSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where `ip netns` keeps the names of network namespaces. */
export const NAMESPACE_FOLDER = '/run/netns';

/** Which network namespace a path stands for, as the kernel numbers them; null: there is none. */
function identity(path: string): string | null {
  try {
    const { dev, ino } = statSync(path);
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}

/** Processes whose network namespace is one of those named. Never any of the namespace that this program runs in. */
export function processesIn(names: readonly string[]): number[] {
  const wanted = new Set(names.map((name) => identity(`${NAMESPACE_FOLDER}/${name}`)));
  wanted.delete(null);
  wanted.delete(identity('/proc/self/ns/net'));
  if (wanted.size === 0) return [];
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.filter((pid) => wanted.has(identity(`/proc/${pid}/ns/net`))).map(Number);
}

/**
 * Ends every process in the namespaces at once, and those they start meanwhile.
 * @returns those that did not end within 5 s
 */
export async function killProcessesIn(names: readonly string[]): Promise<number[]> {
  const end = performance.now() + 5000;
  let left = processesIn(names);
  while (left.length > 0 && performance.now() < end) {
    for (const pid of left) kill(pid);
    await sleep(20);
    left = processesIn(names);
  }
  return left;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
