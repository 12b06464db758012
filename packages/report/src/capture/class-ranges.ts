import { existsSync, readFileSync } from 'node:fs';
import type { loadCaptures } from '@tunnelscope/dataset/load';
import type { Resolution } from '@tunnelscope/model';
import { schemaHash } from '@tunnelscope/model/features/schema';
import { inputsOf, STAGES, type StageName } from '@tunnelscope/model/judge';
import { quantile } from '@tunnelscope/model/metrics/quantile';
import { OUTCOMES, type Outcome } from '@tunnelscope/model/outcome';

type LabelledCapture = Awaited<ReturnType<typeof loadCaptures>>[number];

/** 5 % quantile, median and 95 % quantile over labelled windows. */
export type Range = readonly [low: number, median: number, high: number];

/** What the inputs of a model's stages look like in labelled captures, class by class: a model file holds only what they look like in all. */
export interface ClassRanges {
  /** Where the captures are from. */
  readonly manifests: readonly { readonly name: string; readonly sha256: string }[];
  readonly parts: readonly PartRanges[];
}

interface PartRanges {
  readonly resolution: Resolution;
  readonly windowSeconds: number;
  readonly stage: StageName;
  /** Of the inputs' definitions: ranges of others say nothing. */
  readonly schemaHash: string;
  readonly windows: Readonly<Partial<Record<Outcome, number>>>;
  /** For each outcome one for each input. */
  readonly ranges: Readonly<Partial<Record<Outcome, readonly Range[]>>>;
}

/** Digits are for people. */
const DIGITS = 3;

/** The ranges of windows of these lengths. @param captures of one resolution */
export function measureRanges(captures: readonly LabelledCapture[], resolution: Resolution, lengths: readonly number[]): PartRanges[] {
  return lengths.flatMap((windowSeconds) => STAGES.map((stage): PartRanges => {
    const { schema, from } = inputsOf(stage, resolution);
    const windows: Partial<Record<Outcome, number>> = {};
    const ranges: Partial<Record<Outcome, Range[]>> = {};
    for (const outcome of OUTCOMES) {
      const rows = captures.filter((capture) => capture.outcome === outcome)
        .flatMap(({ record }) => record.windows.filter(({ seconds }) => seconds === windowSeconds).map((window) => from(window[stage])));
      if (rows.length === 0) continue;
      windows[outcome] = rows.length;
      ranges[outcome] = schema.features.map((_, column) => {
        const values = rows.map((row) => row[column]!);
        return [0.05, 0.5, 0.95].map((share) => Number(quantile(values, share)!.toPrecision(DIGITS))) as unknown as Range;
      });
    }
    return { resolution, windowSeconds, stage, schemaHash: schemaHash(schema), windows, ranges };
  }));
}

const FILE = new URL('../../class-ranges.json', import.meta.url);
let known: ClassRanges | null = null;

/** The ranges that come with the program; null where the file is not there. */
function bundledRanges(): ClassRanges | null {
  if (known === null && existsSync(FILE)) known = JSON.parse(readFileSync(FILE, 'utf8')) as ClassRanges;
  return known;
}

/** Ranges of a stage's inputs for windows of this length; null where they are not known for inputs of this definition. */
export function rangesFor(resolution: Resolution, windowSeconds: number, stage: StageName, hash: string): PartRanges | null {
  return bundledRanges()?.parts.find((part) => part.resolution === resolution && part.windowSeconds === windowSeconds && part.stage === stage && part.schemaHash === hash) ?? null;
}
