import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Media } from '../media/prepare-media.ts';
import { type Cell, INSIDE, type Part } from '../namespaces/cell.ts';
import type { Condition } from '../plan/condition.ts';
import { TestbedError } from '../testbed-error.ts';
import { prepareCertificate } from './certificate.ts';
import type { OriginOrder } from './order.ts';

const MAIN = fileURLToPath(new URL('../../dist/origin/main.js', import.meta.url));
const PORT = 443;
const PATIENCE = 30_000; // ms

/** The web server of a cell. */
export interface RunningOrigin {
  /** Settles once it ended, wanted or not; never rejects. */
  readonly ended: Part['ended'];
  /** The last lines of its log. */
  tail(): string;
  stop(): Promise<void>;
}

/** Starts the web server in the cell's `origin`. @throws TestbedError with its own words if it does not come up */
export async function startOrigin(cell: Cell, condition: Condition, media: Media): Promise<RunningOrigin> {
  const files = await prepareCertificate(dirname(media.folder));
  const order: OriginOrder = { condition, media: media.folder, ...files, host: INSIDE.origin, port: PORT };
  const part = cell.start('origin', [process.execPath, MAIN, JSON.stringify(order)], { name: 'origin', talk: 'pipe' });
  try {
    await ready(part);
  } catch (error) {
    await part.stop();
    throw error;
  }
  return { ended: part.ended, tail: () => part.tail(), stop: () => part.stop() };
}

async function ready(part: Part): Promise<void> {
  const first = new Promise<string>((resolve) => createInterface({ input: part.stdout! }).once('line', resolve));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, '');
  });
  const line = await Promise.race([first, late, part.ended.then(() => '')]);
  clearTimeout(timer);
  const said = line === '' ? {} : (JSON.parse(line) as { ready?: boolean; error?: string });
  if (!said.ready) throw new TestbedError(`the origin did not start: ${said.error ?? part.tail()}`);
}
