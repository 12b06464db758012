import { fileURLToPath } from 'node:url';
import type { LabelledCapture } from './labelled-capture.ts';
import { type Manifest, readManifest } from './manifest.ts';

/** The manifest of test-data/recorded, or the one named. */
export function recordedManifest(name = 'manifest.csv'): Promise<Manifest> {
  return readManifest(fileURLToPath(new URL(`../../../test-data/recorded/${name}`, import.meta.url)));
}

/** The manifest with some of its captures alone. */
export function withCaptures(manifest: Manifest, chosen: (file: string) => boolean): Manifest {
  return { ...manifest, captures: manifest.captures.filter(({ file }) => chosen(file)) };
}

/** What a test compares of loaded captures. */
export function windowCounts({ file, record }: LabelledCapture): [file: string, ...windows: number[]] {
  return [file, ...[10, 20, 30, 60].map((seconds) => record.windows.filter((window) => window.seconds === seconds).length)];
}
