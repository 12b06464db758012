/**
 * Compares the liveness features of windows of whole captures, as the pipeline measures them, with the prototype's values,
 * which have ten significant digits: they must agree to 1e-9, relative above 1 and absolute below, and so must the number
 * of packets in each window.
 *
 *   node scripts/compare-liveness-features.ts DATA_FOLDER REFERENCE.json
 *
 * REFERENCE.json: {file: [{start, seconds, packets, features: {name: value}}]}, files below DATA_FOLDER.
 * Exit code 1 if a value differs, 2 for wrong usage.
 */
import { loadKernels } from '../packages/core/src/load.ts';
import type { WindowPlan } from '../packages/detector/src/window-plan.ts';
import { Comparison } from './compare-features/comparison.ts';
import { folderAndReference } from './compare-features/folder-and-reference.ts';
import { capturePath, primaryRecord } from './compare-features/primary-record.ts';

interface Window {
  readonly start: number;
  readonly seconds: number;
  readonly packets: number;
  readonly features: Readonly<Record<string, number>>;
}

/** The prototype's names, in the order of LIVENESS_PACKET. */
const PROTOTYPE = ['r_sil', 'r_idle', 'r_cv5', 'r_cv1', 'r_gap', 'r_g2', 'pe', 'pcov', 'scl', 'pd'];

/** Just the windows that the reference has, in blocks of a minute. */
function planOf(windows: readonly Window[]): WindowPlan {
  return {
    blockSeconds: 60,
    cuts: (block) => windows
      .filter(({ start }) => Math.floor(start / 60) === block)
      .map(({ start, seconds }) => ({ start: start - 60 * block, seconds }))
      .sort((a, b) => a.start + a.seconds - (b.start + b.seconds)),
  };
}

const { folder, reference } = await folderAndReference<readonly Window[]>('compare-liveness-features');
const kernels = await loadKernels('wasm');
const comparison = new Comparison();
let count = 0;
for (const [file, windows] of Object.entries(reference)) {
  const record = await primaryRecord(capturePath(folder, file), { kernels, plan: planOf(windows), clientOf: () => null, seed: false });
  for (const { start, seconds, packets, features } of windows) {
    const found = record.windows.find((window) => window.start === start && window.seconds === seconds);
    const place = `${file} ${seconds} s from ${start}`;
    comparison.add(`${place} packets`, found?.packets ?? null, packets);
    for (const [i, name] of PROTOTYPE.entries()) comparison.add(`${place} ${name}`, found?.liveness[i] ?? null, features[name] ?? null, 'rounded');
    count++;
  }
}
comparison.report(`${Object.keys(reference).length} captures, ${count} windows`);
