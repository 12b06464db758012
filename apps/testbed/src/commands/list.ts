import { existsSync } from 'node:fs';
import { deliveryOf, playerOf } from '../output/manifest.ts';
import { type CellRecord, readRecords, readRejections } from '../output/record.ts';
import { labelOf } from '../plan/condition.ts';
import { TestbedError } from '../testbed-error.ts';
import { EXIT, type ExitCode } from './exit.ts';

/** What the recordings are counted by. */
const COUNTED: Readonly<Record<string, (record: CellRecord) => string>> = {
  label: ({ condition: { activity } }) => labelOf(activity),
  player: ({ condition }) => playerOf(condition),
  delivery: ({ condition: { activity } }) => deliveryOf(activity),
  tunnel: ({ condition: { tunnel } }) => tunnel.kind,
  set: ({ set }) => set,
};

export function list(folder: string): ExitCode {
  if (!existsSync(folder)) throw new TestbedError(`${folder}: found no such folder, expected one that "record" wrote into`);
  process.stdout.write(listText(readRecords(folder), readRejections(folder)));
  return EXIT.done;
}

/** Captures by class, player, delivery, tunnel and set; then the runs that were rejected, and why. */
export function listText(records: readonly CellRecord[], rejections: ReturnType<typeof readRejections>): string {
  const pairs = Map.groupBy(records.filter(({ condition }) => condition.pair !== null), ({ condition }) => condition.pair);
  const whole = [...pairs.values()].filter((members) => members.length === 2).length;
  const seconds = records.reduce((sum, { capture }) => sum + capture.seconds, 0);
  const lines = [`${records.length} captures, ${Math.round(seconds / 60)} minutes, ${whole} whole pairs`];
  for (const [name, of] of Object.entries(COUNTED)) {
    const groups = [...Map.groupBy(records, of)].filter(([value]) => value !== '').sort(([, a], [, b]) => b.length - a.length);
    if (groups.length > 0) lines.push(`${`${name}:`.padEnd(10)}${groups.map(([value, members]) => `${value} ${members.length}`).join(', ')}`);
  }
  const recorded = new Set(records.map(({ condition }) => condition.id));
  if (rejections.length > 0) lines.push('', `rejected runs: ${rejections.reduce((sum, { runs }) => sum + runs.length, 0)}`);
  for (const { id, runs } of rejections) {
    for (const { reasons } of runs) lines.push(`  ${id}: ${reasons.join('; ').replaceAll('\n', ' | ')}${recorded.has(id) ? ' (recorded by another run)' : ''}`);
  }
  return `${lines.join('\n')}\n`;
}
