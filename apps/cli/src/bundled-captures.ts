import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** In a checkout they have a place of their own; where only the package is installed there are the build's copies. */
const FOLDERS = ['../../../test-data/recorded/', '../dist/captures/'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
const NAMES = ['pair_live4_hls_wg_p86.pcap.gz', 'pair_vod4_hls_wg_p86.pcap.gz'] as const;

/** The same film with segments of 4 s through the same tunnel, once live and once on demand: paths from the present folder. */
export function bundledCaptures(): string[] {
  const folder = FOLDERS.find((each) => NAMES.every((name) => existsSync(join(each, name)))) ?? FOLDERS[0]!;
  return NAMES.map((name) => {
    const path = join(folder, name);
    const near = relative(process.cwd(), path);
    return near.length < path.length ? near : path;
  });
}
