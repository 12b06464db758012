import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { condition } from '../plan/condition.ts';
import { TestbedError } from '../testbed-error.ts';
import { writeWhole } from './atomic-file.ts';

/** What stands beside each capture: what was asked for, and what came of it. */
const record = z.looseObject({
  condition,
  /** `final`: kept for the last word on a model. */
  set: z.enum(['train', 'final']),
  plan: z.strictObject({ name: z.string(), seed: z.number() }),
  recordedAt: z.string(),
  /** How many runs were rejected before this one. */
  rejectedBefore: z.number(),
  versions: z.record(z.string(), z.string().nullable()),
  capture: z.looseObject({ packets: z.number(), bytes: z.number(), seconds: z.number() }),
});

/** With the reports of link and client as they came. */
export type CellRecord = z.infer<typeof record>;

/** A condition's runs that were not kept. */
const rejection = z.strictObject({ id: z.string(), runs: z.array(z.strictObject({ at: z.string(), reasons: z.array(z.string()) })) });
export type Rejection = z.infer<typeof rejection>;

export const capturePath = (folder: string, id: string) => join(folder, 'captures', `${id}.csv.gz`);
export const recordPath = (folder: string, id: string) => join(folder, 'captures', `${id}.json`);
const rejectionPath = (folder: string, id: string) => join(folder, 'rejected', `${id}.json`);

/** All that is recorded in a folder, in order of id. A record without its capture does not count. @throws TestbedError naming a file that is no record */
export function readRecords(folder: string): CellRecord[] {
  return readAll(join(folder, 'captures'), record).filter(({ condition: { id } }) => existsSync(capturePath(folder, id)));
}

/** @throws TestbedError naming a file that is none */
export function readRejections(folder: string): Rejection[] {
  return readAll(join(folder, 'rejected'), rejection);
}

/** Objects at the top level take a line each, and so do the rows of tables. */
export function writeRecord(folder: string, content: CellRecord): void {
  writeWhole(recordPath(folder, content.condition.id), recordText(content));
}

export function writeRejection(folder: string, content: Rejection): void {
  writeWhole(rejectionPath(folder, content.id), `${JSON.stringify(content, null, 2)}\n`);
}

function recordText(content: object): string {
  return `{\n${Object.entries(content).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n')}\n}\n`;
}

function readAll<T>(folder: string, schema: z.ZodType<T>): T[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const path = join(folder, name);
    try {
      return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      const found = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
      throw new TestbedError(`${path}: found no record of this program: ${found}; take it away to record it again`);
    }
  });
}
