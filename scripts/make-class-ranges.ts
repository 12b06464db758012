/**
 * Measures what the inputs of the models look like in labelled captures, class by class, for the table of features in reports.
 *
 *   node scripts/make-class-ranges.ts MANIFEST… > packages/report/class-ranges.json
 *
 * A model with other inputs finds no ranges there: run it again when the definitions of the inputs change.
 */
import { loadKernels } from '../packages/core/src/load.ts';
import { loadCaptures } from '../packages/dataset/src/load.ts';
import { isSetAside, readManifest } from '../packages/dataset/src/manifest.ts';
import { TILE_SECONDS } from '../packages/dataset/src/tiles.ts';
import { type ClassRanges, measureRanges } from '../packages/report/src/capture/class-ranges.ts';

const paths = process.argv.slice(2);
if (paths.length === 0) {
  process.stderr.write('usage: node scripts/make-class-ranges.ts MANIFEST…\n');
  process.exit(2);
}
const kernels = await loadKernels('wasm');
const manifests = await Promise.all(paths.map(readManifest));
const parts: ClassRanges['parts'][number][] = [];
for (const resolution of ['packet', 'second'] as const) {
  const captures = await loadCaptures(manifests.flatMap((manifest) => manifest.captures).filter((capture) => !isSetAside(capture)), { kernels, resolution });
  parts.push(...measureRanges(captures, resolution, TILE_SECONDS));
}
const ranges: ClassRanges = { manifests: manifests.map(({ name, sha256 }) => ({ name, sha256 })), parts };
process.stdout.write(`${JSON.stringify(ranges)}\n`);
