import * as codes from '../packages/core/src/decoding/codes.ts';
import type { DecoderViews } from '../packages/core/src/decoding/decoder.ts';
import { ColumnsDigest } from './columns-digest.ts';
import { FuzzFailure } from './failure.ts';

const COUNTERS = [
  codes.REPORT_RECORDS, codes.REPORT_PACKETS, codes.REPORT_BYTES, codes.REPORT_FLOWS, codes.REPORT_LINES, codes.REPORT_FLOWS_EVICTED,
] as const;

/** What became of one input in one decoder, as far as it must not depend on pieces and takings. */
export class Outcome {
  readonly digest = new ColumnsDigest();
  readonly counters = new Float64Array(COUNTERS.length);
  readonly skipped = new Float64Array(codes.SKIPS);
  readonly warnings = new Float64Array(codes.WARNINGS);
  /** Where decoding ended in the whole input, and why in words: null at its proper end. */
  position = 0;
  error: string | null = null;
  /** The first warning of each kind in words. */
  readonly warned: string[] = [];

  clear(): void {
    this.digest.clear();
    this.position = 0;
    this.error = null;
    this.warned.length = 0;
  }

  finish({ report, skipped, warnings }: DecoderViews, position: number, error: string | null): void {
    for (const [index, counter] of COUNTERS.entries()) this.counters[index] = report[counter]!;
    for (let i = 0; i < codes.SKIPS; i++) this.skipped[i] = skipped[i]!;
    for (let i = 0; i < codes.WARNINGS; i++) this.warnings[i] = warnings[i]!;
    this.position = position;
    this.error = error;
  }

  /** @throws FuzzFailure if the counts of the report are not those of the columns */
  check(format: number, seconds: boolean): void {
    const [records = 0, packets = 0, bytes = 0, flows = 0] = this.counters;
    const { digest } = this;
    const skipped = this.skipped.reduce((sum, count) => sum + count, 0);
    const wrong: [boolean, string][] = [
      [flows !== digest.flows, `${flows} flows reported, ${digest.flows} named`],
      [!seconds && bytes !== digest.bytes, `${bytes} bytes reported, ${digest.bytes} in the columns`],
      [!seconds && digest.rows < packets, `${packets} packets reported, ${digest.rows} rows`],
      [!seconds && (digest.rows - packets) * 65_535 > bytes, `${digest.rows} rows of ${packets} packets and ${bytes} bytes`],
      [format !== codes.FORMAT_NETWORK_STATS && records !== packets + skipped, `${records} records, but ${packets} packets and ${skipped} skipped`],
      [seconds && records !== digest.rows, `${records} records, but ${digest.rows} rows`],
    ];
    for (const [isWrong, what] of wrong) if (isWrong) throw new FuzzFailure('inconsistent', what);
  }

  /** @throws FuzzFailure if another decoder, given other pieces, made something else of the same input */
  compare(other: Outcome): void {
    const mine = this.#summary();
    const theirs = other.#summary();
    for (const [index, [name, value]] of mine.entries()) {
      const [, whole] = theirs[index]!;
      if (!Object.is(value, whole)) throw new FuzzFailure('chunks matter', `${name} is ${value}, where input is given otherwise ${whole}`);
    }
  }

  #summary(): [name: string, value: number | string | null][] {
    const { digest } = this;
    return [
      ['where it ends', this.position], ['error', this.error], ['rows', digest.rows], ['the hash of the rows', digest.rowsHash],
      ['the hash of the flows', digest.flowsHash], ['the hash of the evictions', digest.evictedHash], ['the hash of the tunnels', digest.tunnelsHash],
      ['counters', this.counters.join()], ['skipped', this.skipped.join()], ['warnings', this.warnings.join()], ['the text of warnings', this.warned.join('\n')],
    ];
  }
}
