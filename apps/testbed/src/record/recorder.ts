import { createReadStream, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Media } from '../media/prepare-media.ts';
import { openRun, type Run } from '../namespaces/run.ts';
import { writeGzip } from '../output/atomic-file.ts';
import { writeManifest } from '../output/manifest.ts';
import { convertCapture } from '../output/network-stats.ts';
import { capturePath, type CellRecord, readRecords, readRejections, writeRecord, writeRejection } from '../output/record.ts';
import type { Condition } from '../plan/condition.ts';
import type { Plan } from '../plan/plan-file.ts';
import { clientTables } from './client-tables.ts';
import type { Progress } from './progress.ts';
import { faultsOf } from './quality.ts';
import { recordCell } from './record-cell.ts';
import { openRecordingFolder } from './recording-folder.ts';
import { setOf, unrecorded } from './resume.ts';
import { schedule } from './schedule.ts';
import type { Versions } from './versions.ts';
import { usesBrowser, weightOf } from './weight.ts';

export interface RecordOptions {
  readonly output: string;
  readonly media: Media;
  readonly versions: Versions;
  /** Cores that all cells together may take, and how many run at once at most. */
  readonly budget: number;
  readonly mostCells: number;
  /** Runs of a condition after one that was rejected. */
  readonly retries: number;
  /** Keeps the packets as they were captured beside the network-stats file. */
  readonly pcap: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Records what of a plan is not recorded yet. @throws TestbedError if it cannot begin @returns ids that were rejected for good */
export async function recordPlan(plan: Plan, options: RecordOptions): Promise<string[]> {
  const folder = openRecordingFolder(options.output);
  try {
    const recorder = new Recorder(plan, options);
    // The manifest tells of all that is here, also where a recorder died before it could write it.
    recorder.writeManifest();
    const run = await openRun(folder.path);
    try {
      return await recorder.record(run);
    } finally {
      await run.close();
    }
  } finally {
    folder.close();
  }
}

class Recorder {
  readonly #plan: Plan;
  readonly #options: RecordOptions;
  readonly #records: CellRecord[];
  readonly #rejections: Map<string, { at: string; reasons: string[] }[]>;
  readonly #attempts = new Map<string, number>();
  readonly #missing: Condition[];

  constructor(plan: Plan, options: RecordOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#records = readRecords(options.output);
    this.#rejections = new Map(readRejections(options.output).map(({ id, runs }) => [id, runs]));
    this.#missing = unrecorded(plan, this.#records);
  }

  writeManifest(): void {
    if (this.#records.length > 0) writeManifest(this.#options.output, this.#records);
  }

  async record(run: Run): Promise<string[]> {
    const { budget, mostCells, signal, progress } = this.#options;
    const failed: string[] = [];
    progress.begin(this.#missing, this.#plan.conditions.length);
    await schedule(this.#missing, {
      weightOf,
      budget,
      mostAtOnce: mostCells,
      staggerMilliseconds: (condition) => (usesBrowser(condition) ? 3000 : 1000),
      signal,
      run: async (condition, slot) => {
        const reasons = await this.#attempt(run, condition, slot);
        if (reasons === null) return 'done';
        const attempt = (this.#attempts.get(condition.id) ?? 0) + 1;
        this.#attempts.set(condition.id, attempt);
        const again = attempt <= this.#options.retries;
        this.#reject(condition, reasons);
        progress.rejected(condition, reasons, again);
        if (!again) failed.push(condition.id);
        return again ? 'again' : 'done';
      },
    });
    return failed;
  }

  /** @returns why it is not kept; null: it is, or nobody waits for it any more */
  async #attempt(run: Run, condition: Condition, slot: number): Promise<string[] | null> {
    const { signal, progress, media } = this.#options;
    progress.preparing(condition);
    try {
      const recording = await recordCell(run, slot, condition, media, { signal, begun: (client) => progress.begun(condition, client) });
      if (signal.aborted) return null;
      return await this.#keep(condition, recording);
    } catch (error) {
      if (signal.aborted) return null;
      return [error instanceof Error ? error.message : String(error)];
    } finally {
      progress.ended(condition);
    }
  }

  async #keep(condition: Condition, { startedAt, capture, link, client }: Awaited<ReturnType<typeof recordCell>>): Promise<string[] | null> {
    const { output, pcap, progress, versions } = this.#options;
    // Under the cell's folder until it is known to be good.
    const written = join(output, '.recording', `${condition.id}.csv.gz`);
    const totals = await convertCapture(capture.path, written);
    const faults = faultsOf(condition, { link, capture, totals, client });
    if (faults.length > 0) {
      rmSync(written);
      return faults;
    }
    renameSync(written, capturePath(output, condition.id));
    if (pcap) await writeGzip(capturePath(output, condition.id).replace('.csv.gz', '.pcap.gz'), createReadStream(capture.path));
    const record: CellRecord = {
      condition,
      set: setOf(this.#plan, condition),
      plan: { name: this.#plan.name, seed: this.#plan.seed },
      recordedAt: startedAt.toISOString(),
      rejectedBefore: this.#rejections.get(condition.id)?.length ?? 0,
      versions,
      capture: { ...totals, dropped: capture.dropped },
      link,
      client: clientTables(client),
    };
    writeRecord(output, record);
    this.#records.push(record);
    this.writeManifest();
    progress.recorded(condition, record);
    return null;
  }

  #reject({ id }: Condition, reasons: string[]): void {
    const runs = [...(this.#rejections.get(id) ?? []), { at: new Date().toISOString(), reasons }];
    this.#rejections.set(id, runs);
    writeRejection(this.#options.output, { id, runs });
  }
}
