/**
 * Sets the features of two lists of captures side by side, such as real ones beside recorded ones: for each label the
 * quartiles of the liveness features (LIVENESS_PACKET) and of earlier work's features (SEED) over all windows of 60 s.
 *
 *   node scripts/compare-recordings.ts MANIFEST.csv OTHER.csv
 *
 * The last column says where they agree: `both` where each median lies between the quartiles of the other, `one` where only
 * one of them does, `-` where neither does. Captures without packets, of one value a second, are left out. The packages must
 * be built. Exit code 2 for wrong usage.
 */
import { loadKernels } from '../packages/core/src/load.ts';
import { loadCaptures } from '../packages/dataset/src/load.ts';
import { readManifest } from '../packages/dataset/src/manifest.ts';
import { type CaptureWindows, comparisonLines } from './compare-recordings/comparison-lines.ts';

const SECONDS = 60;

async function windowsOf(path: string): Promise<CaptureWindows[]> {
  const { captures } = await readManifest(path);
  const loaded = await loadCaptures(captures, { kernels: await loadKernels('wasm'), resolution: 'packet', seed: true });
  console.log(`${path}: ${loaded.length} captures with packets of ${captures.length}`);
  return loaded.map(({ label, record }) => ({ label, windows: record.windows.filter(({ seconds }) => seconds === SECONDS) }));
}

const [manifest, other, ...rest] = process.argv.slice(2);
if (manifest === undefined || other === undefined || rest.length > 0) {
  console.error('usage: node scripts/compare-recordings.ts MANIFEST.csv OTHER.csv');
  process.exit(2);
}
try {
  for (const line of comparisonLines(await windowsOf(manifest), await windowsOf(other))) console.log(line);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
