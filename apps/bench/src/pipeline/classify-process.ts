import type { Benchmark } from '../benchmark.ts';
import { recordedCapture } from '../input/recorded.ts';
import { LAUNCHER, processOf } from '../measure/process.ts';

/** What a user waits for: `tunnelscope classify FILE --json`, from the start of the process to its end. */
export const classifyProcess: readonly Benchmark[] = ['pcap', 'csv'].map((format) => ({
  group: 'classify as a whole process',
  name: `157 s of video, ${format}.gz`,
  twins: true,
  prepare: async () => {
    const words = ['classify', recordedCapture(`pair_live4_hls_wg_p86.${format}.gz`), '--json', '--quiet'];
    return ({ engine }) => processOf(LAUNCHER, [...words, '--engine', engine], linesWithoutEngine);
  },
}));

/** Every line says which twin ran, which is the one thing that they may differ in. */
function linesWithoutEngine(output: string): unknown[] {
  return output.trim().split('\n').map((line) => {
    const { engine: _engine, ...rest } = JSON.parse(line) as Record<string, unknown>;
    return rest;
  });
}
