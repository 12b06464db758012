import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { recordedCapture } from './recorded.ts';
import { temporaryFile } from './temporary-file.ts';

const NAMES = ['L_callrx_ovpn', 'L_live10_wg', 'L_live2_ovpn', 'L_vod10_tcp', 'L_vod2_wg', 'call_y4m_wg', 'pair_vod2_ovpntcp_p17'];
let paths: readonly string[] | null = null;

/** Seven recorded network-stats files of one tunnel each, two to five minutes long, not compressed. @returns their paths */
export function recordedCsv(): readonly string[] {
  paths ??= NAMES.map((name) => temporaryFile(`${name}.csv`, gunzipSync(readFileSync(recordedCapture(`${name}.csv.gz`)))));
  return paths;
}
