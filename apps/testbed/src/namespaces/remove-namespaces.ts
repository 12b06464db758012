import { readdirSync } from 'node:fs';
import { TestbedError } from '../testbed-error.ts';
import { runCommand } from './command.ts';
import { isAlive, ownerOf } from './namespace-name.ts';
import { killProcessesIn, NAMESPACE_FOLDER } from './namespace-processes.ts';

function namespaceNames(): string[] {
  try {
    return readdirSync(NAMESPACE_FOLDER);
  } catch {
    return []; // No namespace was ever made on this machine.
  }
}

/**
 * Ends all processes in the namespaces and removes them; their interfaces go with them.
 * @throws TestbedError naming what could not be removed, once all others are
 */
export async function removeNamespaces(names: readonly string[]): Promise<void> {
  const stubborn = await killProcessesIn(names);
  const faults = stubborn.map((pid) => `process ${pid} does not end`);
  for (const name of names) {
    try {
      await runCommand(['ip', 'netns', 'del', name]);
    } catch (error) {
      if (namespaceNames().includes(name)) faults.push(String((error as Error).message));
    }
  }
  if (faults.length > 0) throw new TestbedError(`Not everything of the recording could be removed: ${faults.join('; ')}`);
}

/** Removes all that a run made, by the names of its namespaces. @throws TestbedError as `removeNamespaces` */
export const removeRun = (key: string): Promise<void> => removeNamespaces(namespaceNames().filter((name) => name.startsWith(`${key}-`)));

/** Removes what runs left whose process is gone, even if their reaper was killed too. @returns the names removed */
export async function sweep(): Promise<string[]> {
  const dead = namespaceNames().filter((name) => {
    const owner = ownerOf(name);
    return owner !== null && !isAlive(owner);
  });
  await removeNamespaces(dead);
  return dead;
}
