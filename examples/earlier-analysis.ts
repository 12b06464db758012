/**
 * The analysis of earlier student work step by step, with the kernels of this project: five minutes of downlink bytes over time,
 * their peaks, the leisure times between these, the number of peaks, the power spectral density, the autocorrelation, and the
 * share of empty bins of 200 ms. At the end the seven features that it trained on, as the package computes them.
 *
 *   node examples/earlier-analysis.ts test-data/recorded/L_live2_ovpn.csv.gz test-data/recorded/L_vod10_tcp.csv.gz
 *
 * It tells segments of 2 s from segments of 10 s, which on one service is the same as live from VOD. L_live10_wg and L_vod2_wg have
 * them swapped, and look the other way round: docs/features.md says what holds there.
 */
import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import { loadKernels } from '@tunnelscope/core';
import { SEED, seedFeatures } from '@tunnelscope/model/features/seed';
import { heaviestDownlink } from './heaviest-downlink.ts';
import { drawn } from './text-chart.ts';

const kernels = await loadKernels('wasm');
const MEGABYTE = 1e6;

if (process.argv.length < 3) console.error('usage: node examples/earlier-analysis.ts CAPTURE…');
for (const file of process.argv.slice(2)) {
  // 0. The heaviest flow's packets to the client, for at most 300 s.
  const packets = await heaviestDownlink(readCapture(openCapture(file), kernels), 300);
  console.log(`\n${file}`);

  // 1. Bytes over time: a bin for each second.
  const first = Math.floor(packets.time[0]! / 1000);
  const seconds = Math.floor(packets.time.at(-1)! / 1000) - first + 1;
  const { bytesDown } = kernels.binPackets(packets, { start: 1000 * first, width: 1000, count: seconds });
  const total = bytesDown.reduce((sum, bytes) => sum + bytes, 0);
  console.log(`1. ${seconds} s, ${(total / MEGABYTE).toFixed(1)} MB down; a minute of it: ${drawn(bytesDown.subarray(60, 120))}`);

  // 2. Peaks: seconds with more than both neighbours, and at least the mean.
  const mean = total / seconds;
  const peaks = kernels.findPeaks(bytesDown, { minHeight: mean });
  console.log(`2. peaks of at least ${Math.round(mean / 1000)} kB: ${peaks.index.length}, the first at ${peaks.index.slice(0, 8).join(', ')} s`);

  // 3. Leisure times: the seconds strictly between a peak and the next.
  const leisure = kernels.spikeGaps(peaks.index);
  console.log(`3. leisure times: ${leisure.slice(0, 12).join(', ')} … s, ${leisure.reduce((sum, gap) => sum + gap, 0)} s together`);

  // 4. Their number.
  console.log(`4. number of peaks a minute: ${((60 * peaks.index.length) / seconds).toFixed(1)}`);

  // 5. Power spectral density of 200 ms bins, by Welch's method in three segments. 5 samples a second show up to 2.5 Hz.
  const firstBin = Math.floor(packets.time[0]! / 200);
  const bins = Math.floor(packets.time.at(-1)! / 200) - firstBin + 1;
  const perBin = kernels.binPackets(packets, { start: 200 * firstBin, width: 200, count: bins }).bytesDown;
  const { frequency, power } = kernels.welch(perBin.map((bytes) => bytes / MEGABYTE), { samplingRate: 5, segment: Math.floor(bins / 3) });
  const strongest = strongestPeak(power);
  console.log(`5. strongest frequency: ${frequency[strongest]!.toFixed(3)} Hz, every ${(1 / frequency[strongest]!).toFixed(1)} s`);

  // 6. Autocorrelation of the seconds: where it comes back, delivery repeats.
  const correlation = kernels.autocorrelation(bytesDown, 30);
  const lag = 1 + strongestPeak(correlation.subarray(1));
  console.log(`6. autocorrelation is highest after ${lag} s: ${correlation[lag]!.toFixed(2)}`);

  // 7. Bins of 200 ms with less than 10,000 bytes count as empty.
  const empty = perBin.filter((bytes) => bytes < 10_000).length;
  console.log(`7. empty bins: ${((100 * empty) / bins).toFixed(1)} %`);

  // The same as features: null where a series is too short to have one.
  const features = seedFeatures(bytesDown, perBin, kernels);
  for (const { name, unit } of SEED.features) {
    const value = features[name as keyof typeof features];
    console.log(`   ${name.padEnd(18)} ${value === null ? '–' : Number(value.toPrecision(4))}${unit === '1' ? '' : ` ${unit}`}`);
  }
}

/** Index of the highest local maximum; 0 without one. */
function strongestPeak(series: Float64Array): number {
  const { index, height } = kernels.findPeaks(series);
  return index[height.indexOf(height.reduce((a, b) => (b > a ? b : a), -Infinity))] ?? 0;
}
