import { fileURLToPath } from 'node:url';
import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import { createStatistics } from '@tunnelscope/capture/statistics';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { type CaptureFindings, lookAt } from './capture/findings.ts';

export const RECORDED = fileURLToPath(new URL('../../../test-data/recorded/', import.meta.url));
export const LIVE = 'pair_live4_hls_wg_p86.pcap.gz';
export const VOD = 'pair_vod4_hls_wg_p86.pcap.gz';
export const kernels = await loadKernels('wasm');
export const model = await loadDefaultModel();

/** Looks at a recorded capture. @param name by which it is shown */
export async function look(file: string, name = file): Promise<CaptureFindings> {
  const statistics = createStatistics();
  const readings = [statistics, createStatistics()];
  const open = () => readCapture(openCapture(RECORDED + file), kernels, { statistics: readings.shift()! });
  return { file: name, statistics, warnings: [], ...await lookAt(open, { kernels, model, detailed: 2 }) };
}
