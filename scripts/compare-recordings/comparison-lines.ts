import type { WindowSample } from '../../packages/detector/src/flow-record.ts';
import { LIVENESS_PACKET } from '../../packages/model/src/features/packet.ts';
import { featureNames } from '../../packages/model/src/features/schema.ts';
import { SEED, type SeedFeatures } from '../../packages/model/src/features/seed.ts';
import { agreement, type Quartiles, quartiles } from './quartiles.ts';

/** The windows of one labelled capture. */
export interface CaptureWindows {
  readonly label: string;
  readonly windows: readonly WindowSample[];
}

interface Column {
  readonly name: string;
  of(window: WindowSample): number | null;
}

const COLUMNS: readonly Column[] = [
  ...featureNames(LIVENESS_PACKET).map((name, i): Column => ({ name, of: ({ liveness }) => liveness[i]! })),
  ...featureNames(SEED).map((name): Column => ({ name, of: ({ seed }) => seed?.[name as keyof SeedFeatures] ?? null })),
];

/** A table for each label of either: a line for each feature with the quartiles of both, median first. */
export function comparisonLines(one: readonly CaptureWindows[], other: readonly CaptureWindows[]): string[] {
  const labels = [...new Set([...one, ...other].map(({ label }) => label))];
  return labels.flatMap((label) => {
    const sides = [one, other].map((captures) => captures.filter((capture) => capture.label === label));
    const counts = sides.map((captures) => `${captures.length} captures, ${windowsOf(captures).length} windows`);
    return ['', `${label.padEnd(24)}${counts.map((text) => text.padEnd(30)).join('')}agree`, ...COLUMNS.map((column) => lineOf(column, sides))];
  });
}

function lineOf({ name, of }: Column, sides: readonly (readonly CaptureWindows[])[]): string {
  const [left, right] = sides.map((captures) => quartiles(windowsOf(captures).map(of).filter((value) => value !== null))) as [Quartiles | null, Quartiles | null];
  return `${name.padEnd(24)}${text(left).padEnd(30)}${text(right).padEnd(30)}${left && right ? agreement(left, right) : ''}`;
}

function windowsOf(captures: readonly CaptureWindows[]): WindowSample[] {
  return captures.flatMap(({ windows }) => windows);
}

function text(found: Quartiles | null): string {
  if (found === null) return '';
  const [first, median, third] = found.map((value) => String(Number(value.toPrecision(3))));
  return `${median} (${first} … ${third})`;
}
