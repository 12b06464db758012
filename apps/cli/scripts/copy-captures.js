// Part of the build: the captures that come with the program, for where it is installed without the checkout.
import { cpSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
mkdirSync(path('../dist/captures'), { recursive: true });
for (const name of ['pair_live4_hls_wg_p86.pcap.gz', 'pair_vod4_hls_wg_p86.pcap.gz']) {
  cpSync(path(`../../../test-data/recorded/${name}`), path(`../dist/captures/${name}`));
}
