import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const RECORDED = new URL('../../../test-data/recorded/', import.meta.url);

/** The same film with segments of 4 s through the same tunnel, once live and once on demand: paths from the present folder. */
export function bundledCaptures(): string[] {
  return ['pair_live4_hls_wg_p86.pcap.gz', 'pair_vod4_hls_wg_p86.pcap.gz'].map((name) => {
    const path = fileURLToPath(new URL(name, RECORDED));
    const near = relative(process.cwd(), path);
    return near.length < path.length ? near : path;
  });
}
