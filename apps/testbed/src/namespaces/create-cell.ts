import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TestbedError } from '../testbed-error.ts';
import type { Cell, Part, Place } from './cell.ts';
import { runCommand } from './command.ts';
import { namespaceName } from './namespace-name.ts';
import { removeNamespaces } from './remove-namespaces.ts';
import type { Run } from './run.ts';
import { commandIn, startPart } from './start-part.ts';
import { cableCommands, devicesOf, placeCommands } from './wiring.ts';

const PLACES: readonly Place[] = ['client', 'wan', 'gateway', 'origin'];

/**
 * Makes the four namespaces of a cell and the cables between them. Its folder, `number` in the run's, begins empty.
 * @param number tells the cells of a run apart; may be used again once the cell is removed
 * @throws TestbedError if anything cannot be made; nothing is left then
 */
export async function createCell(run: Run, number: number): Promise<Cell> {
  const namespace = (place: Place): string => namespaceName(run.key, number, place);
  const folder = join(run.folder, String(number));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const parts: Part[] = [];
  let removed: Promise<void> | null = null;
  const tearDown = async (): Promise<void> => {
    // What cannot be removed now is told by `Run.close`, which tries again.
    await removeNamespaces(PLACES.map(namespace)).catch(() => undefined);
    await Promise.all(parts.map((part) => part.stop('SIGKILL')));
  };
  const cell: Cell = {
    name: `${run.key}-${number}`,
    folder,
    namespace,
    start: (place, command, options) => {
      if (removed !== null) throw new TestbedError(`${options.name} cannot be started: its cell is being removed.`);
      const part = startPart(namespace(place), folder, command, options);
      parts.push(part);
      return part;
    },
    run: (place, command) => runCommand(commandIn(namespace(place), command, undefined)),
    remove: () => {
      removed ??= tearDown();
      return removed;
    },
  };
  try {
    await build(cell);
  } catch (error) {
    await cell.remove();
    throw error;
  }
  return cell;
}

async function build(cell: Cell): Promise<void> {
  for (const place of PLACES) {
    await runCommand(['ip', 'netns', 'add', cell.namespace(place)]);
    // Without addresses of IP version 6 no neighbour discovery wanders through the captures.
    await cell.run(place, ['sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1', 'net.ipv6.conf.default.disable_ipv6=1']);
  }
  await runCommand(['ip', '-batch', '-'], cableCommands(cell.namespace));
  for (const place of PLACES) {
    await runCommand(['ip', '-n', cell.namespace(place), '-batch', '-'], placeCommands(place));
    // With offloading, captures would show packets of 64 kB that no link carries.
    for (const device of devicesOf(place)) await cell.run(place, ['ethtool', '-K', device, 'tx', 'off', 'gso', 'off', 'tso', 'off', 'gro', 'off']);
  }
  await cell.run('gateway', ['sysctl', '-qw', 'net.ipv4.ip_forward=1']);
}
