/**
 * Compares what this project finds in captures with what tshark finds: packets, the outermost IP header's total lengths,
 * and both for each unordered 5-tuple.
 *
 *   node scripts/compare-tshark.ts [--engine wasm|typescript] CAPTURE…
 *
 * One line for each capture, then its differences, the first few. A capture that either of the two cannot read to its
 * end is compared as far as both say they came; the faults are shown. Exit code 1 if something differs, 2 for wrong usage.
 */
import { parseArgs } from 'node:util';
import { loadKernels } from '../packages/core/src/load.ts';
import { ENGINES } from '../packages/core/src/kernels.ts';
import { ownFlows } from './compare-tshark/own-flows.ts';
import type { CaptureFlows, Sum } from './compare-tshark/capture-flows.ts';
import { tsharkFlows } from './compare-tshark/tshark-flows.ts';

/** So many differing flows of a capture are shown. */
const MOST_SHOWN = 5;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { engine: { type: 'string', default: 'wasm' } } });
const engine = ENGINES.find((name) => name === values.engine);
if (engine === undefined || positionals.length === 0) {
  console.error('usage: node scripts/compare-tshark.ts [--engine wasm|typescript] CAPTURE…');
  process.exit(2);
}
const kernels = await loadKernels(engine);
let different = 0;
for (const path of positionals) {
  const [own, tshark] = await Promise.all([ownFlows(path, kernels), tsharkFlows(path)]);
  const differences = compare(own, tshark);
  if (own.packets !== tshark.packets || own.bytes !== tshark.bytes) differences.unshift(`tshark: ${tshark.packets} packets, ${tshark.bytes} bytes`);
  if (differences.length > 0) different++;
  console.log([differences.length > 0 ? 'DIFFERENT' : 'equal', path, `${own.packets} packets`, `${own.bytes} bytes`, `${own.flows.size} flows`].join('\t'));
  for (const line of differences.slice(0, MOST_SHOWN)) console.log(`\t${line}`);
  if (differences.length > MOST_SHOWN) console.log(`\tand ${differences.length - MOST_SHOWN} flows more`);
  for (const [name, { notes }] of [['here', own], ['tshark', tshark]] as const) for (const note of notes) console.log(`\t${name}: ${note}`);
}
console.log(`${positionals.length} captures, ${different} different`);
if (different > 0) process.exitCode = 1;

/** @returns a line for each flow that is not the same */
function compare(own: CaptureFlows, tshark: CaptureFlows): string[] {
  const keys = new Set([...own.flows.keys(), ...tshark.flows.keys()]);
  return [...keys].flatMap((key) => {
    const [found, expected] = [own.flows.get(key), tshark.flows.get(key)];
    if (found?.rows === expected?.rows && found?.bytes === expected?.bytes) return [];
    return [`${key}: ${words(found)}, tshark ${words(expected)}`];
  });
}

function words(sum: Sum | undefined): string {
  return sum === undefined ? 'nothing' : `${sum.rows} rows of ${sum.bytes} bytes`;
}
