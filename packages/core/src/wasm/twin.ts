import type { Kernels } from '../kernels.ts';
import { welchTables } from '../tables.ts';
import { timeOutOfOrder } from '../time-order.ts';
import { Arena } from './arena.ts';
import { wasmDecoder } from './decoder.ts';
import type { Exports } from './exports.ts';
import { FEATURE_BYTES, layOutForest } from './forest-layout.ts';
import { instantiate } from './instantiate.ts';
import { layOutBuffers, layOutPeaks, layOutTables } from './layouts.ts';

/** The WebAssembly kernels: lays arguments out in the arena, calls, and copies results out. Each decoder gets an instance of the module. */
export function wasmTwin(module: WebAssembly.Module, exports: Exports, arenaBytes: number): Kernels {
  const arena = new Arena(exports.memory, exports.arenaStart(), arenaBytes);
  return {
    engine: 'wasm',

    binPackets({ time, size, down }, { start, width, count }, into) {
      arena.clear();
      const timeByte = arena.place(time);
      const sizeByte = arena.place(size);
      const downByte = arena.place(down);
      const bytesDownByte = arena.room(8 * count);
      const bytesUpByte = arena.room(8 * count);
      const packetsDownByte = arena.room(8 * count);
      const packetsUpByte = arena.room(8 * count);
      const outside = exports.binPackets(
        timeByte, sizeByte, downByte, time.length, start, width, count,
        bytesDownByte, bytesUpByte, packetsDownByte, packetsUpByte,
      );
      if (outside < 0) throw timeOutOfOrder(time, -1 - outside);
      return {
        bytesDown: arena.f64(bytesDownByte, count, into?.bytesDown),
        bytesUp: arena.f64(bytesUpByte, count, into?.bytesUp),
        packetsDown: arena.f64(packetsDownByte, count, into?.packetsDown),
        packetsUp: arena.f64(packetsUpByte, count, into?.packetsUp),
        outside,
      };
    },

    findPeaks(series, { minHeight = -Infinity, minDistance = 1, minProminence } = {}) {
      arena.clear();
      const seriesByte = arena.place(series);
      const columns = layOutPeaks(arena, series.length >>> 1);
      const measured = minProminence === undefined ? 0 : 1;
      const count = exports.findPeaks(seriesByte, series.length, minHeight, minDistance, measured, minProminence ?? 0, columns.columnsByte);
      return {
        index: arena.i32(columns.indexByte, count),
        leftEdge: arena.i32(columns.leftEdgeByte, count),
        rightEdge: arena.i32(columns.rightEdgeByte, count),
        height: arena.f64(columns.heightByte, count),
        prominence: arena.f64(columns.prominenceByte, measured * count),
        leftBase: arena.i32(columns.leftBaseByte, measured * count),
        rightBase: arena.i32(columns.rightBaseByte, measured * count),
      };
    },

    spikeGaps(peakIndex) {
      if (peakIndex.length === 0) return new Int32Array(0);
      arena.clear();
      const peakIndexByte = arena.place(peakIndex);
      const gapsByte = arena.room(4 * peakIndex.length);
      exports.spikeGaps(peakIndexByte, peakIndex.length, gapsByte);
      return arena.i32(gapsByte, peakIndex.length - 1);
    },

    autocorrelation(series, maxLag) {
      arena.clear();
      const seriesByte = arena.place(series);
      const centredByte = arena.room(8 * series.length);
      const resultByte = arena.room(8 * (maxLag + 1));
      exports.autocorrelation(seriesByte, series.length, maxLag, centredByte, resultByte);
      return arena.f64(resultByte, maxLag + 1);
    },

    welch(series, { samplingRate, segment }) {
      const length = Math.min(segment, series.length);
      if (length === 0) return { frequency: new Float64Array(0), power: new Float64Array(0) };
      const bins = (length >>> 1) + 1;
      const tables = welchTables(length);
      const tablesByte = arena.keep(tables, (owner) => layOutTables(arena, owner));
      const seriesByte = arena.place(series);
      const buffersByte = layOutBuffers(arena, tables.plan.space);
      const powerByte = arena.room(8 * bins);
      exports.welch(seriesByte, series.length, samplingRate, tables.windowPower, tablesByte, buffersByte, powerByte);
      const frequency = new Float64Array(bins);
      for (let k = 0; k < bins; k++) frequency[k] = (k * samplingRate) / length;
      return { frequency, power: arena.f64(powerByte, bins) };
    },

    evaluateForest(forest, features) {
      const rows = features.length / forest.features;
      const forestByte = arena.keep(forest, (owner) => layOutForest(arena, owner));
      const featuresByte = arena.place(features);
      const blocksByte = arena.room(FEATURE_BYTES * forest.features * Math.ceil(rows / 8));
      const resultByte = arena.room(8 * rows * forest.classes);
      exports.evaluateForest(forestByte, featuresByte, blocksByte, rows, resultByte);
      return arena.f64(resultByte, rows * forest.classes);
    },

    async openDecoder(options) {
      return wasmDecoder(await instantiate(module), options);
    },
  };
}
