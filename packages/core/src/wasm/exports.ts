/**
 * What assembly/ exports. Arguments whose name ends in Byte are addresses in bytes, all others counts of elements or plain numbers.
 */
export interface Exports {
  readonly memory: WebAssembly.Memory;
  arenaStart(): number;
  binPackets(
    timeByte: number, sizeByte: number, downByte: number, packets: number,
    start: number, width: number, count: number,
    bytesDownByte: number, bytesUpByte: number, packetsDownByte: number, packetsUpByte: number,
  ): number;
  findPeaks(
    seriesByte: number, length: number, minHeight: number, minDistance: number, measured: number, minProminence: number, columnsByte: number,
  ): number;
  spikeGaps(peakIndexByte: number, spikes: number, gapsByte: number): void;
  autocorrelation(seriesByte: number, length: number, maxLag: number, centredByte: number, resultByte: number): void;
  welch(
    seriesByte: number, length: number, samplingRate: number, windowPower: number,
    tablesByte: number, buffersByte: number, powerByte: number,
  ): void;
  evaluateForest(forestByte: number, featuresByte: number, blocksByte: number, rows: number, resultByte: number): void;
  /** Address of the fields of DecoderState. */
  stateAddress(): number;
  decode(format: number, start: number, end: number): number;
  take(): void;
  reset(): void;
}
