import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import { detect } from '@tunnelscope/detector';
import { loadDefaultModel } from '@tunnelscope/model/default';
import type { Benchmark } from '../benchmark.ts';
import { recordedCapture } from '../input/recorded.ts';
import { waiting } from '../measure/subject.ts';

/** Reading, following flows and judging them, once everything is loaded and compiled. */
export const classify: readonly Benchmark[] = ['pcap', 'csv'].map((format) => ({
  group: 'classify in process',
  name: `157 s of video, ${format}.gz`,
  twins: true,
  prepare: async () => {
    const path = recordedCapture(`pair_live4_hls_wg_p86.${format}.gz`);
    const model = await loadDefaultModel();
    return (kernels) =>
      waiting(async () => {
        const verdicts: unknown[] = [];
        for await (const verdict of detect(readCapture(openCapture(path), kernels), { kernels, model })) verdicts.push(verdict);
        return verdicts;
      });
  },
}));
