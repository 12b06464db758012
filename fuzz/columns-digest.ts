import * as codes from '../packages/core/src/decoding/codes.ts';
import type { DecoderViews } from '../packages/core/src/decoding/decoder.ts';
import { FuzzFailure } from './failure.ts';
import { mix, mixFloat } from './hash.ts';

const MOST_FLOWS = 65_536;
const NANOSECONDS = 1_000_000;

/** Follows the columns of one capture through all their takings: hashes of what they held, and whether it makes sense. */
export class ColumnsDigest {
  rows = 0;
  rowsHash = 0;
  flowsHash = 0;
  evictedHash = 0;
  tunnelsHash = 0;
  bytes = 0;
  packetsOfSeconds = 0;
  flows = 0;
  evicted = 0;
  readonly #gone = new Uint8Array(MOST_FLOWS);

  clear(): void {
    this.#gone.fill(0, 0, Math.min(MOST_FLOWS, this.flows));
    this.rows = this.rowsHash = this.flowsHash = this.evictedHash = this.tunnelsHash = 0;
    this.bytes = this.packetsOfSeconds = this.flows = this.evicted = 0;
  }

  /** @throws FuzzFailure if the columns contradict themselves or those before them */
  add(views: DecoderViews, seconds: boolean): void {
    const { report } = views;
    if (!(report[codes.REPORT_ROWS]! <= views.time.length)) inconsistent(`${report[codes.REPORT_ROWS]} rows of ${views.time.length}`);
    const flows = this.flows + report[codes.REPORT_NEW_FLOWS]!;
    if (flows !== report[codes.REPORT_FLOWS]) inconsistent(`${flows} new flows so far, but ${report[codes.REPORT_FLOWS]} flows numbered`);
    for (let i = 0; i < codes.KEY_WORDS * report[codes.REPORT_NEW_FLOWS]!; i++) this.flowsHash = mix(this.flowsHash, views.newFlowKeys[i]!);
    this.flows = flows;
    for (let row = 0; row < report[codes.REPORT_ROWS]!; row++) {
      this.#checkFlow('row', views.flow[row]!);
      this.rowsHash = mixFloat(mix(this.rowsHash, views.flow[row]!), views.time[row]!);
      if (!(Math.abs(views.time[row]!) <= codes.LATEST_TIME) || !Number.isInteger(views.time[row]!)) inconsistent(`a time of ${views.time[row]}`);
      if (seconds) this.#addSecond(views, row);
      else this.#addPacket(views, row);
    }
    this.rows += report[codes.REPORT_ROWS]!;
    for (let i = 0; i < report[codes.REPORT_TUNNELS]!; i++) {
      this.#checkFlow('tunnel', views.tunnelFlow[i]!);
      if (views.tunnelKind[i]! > codes.TUNNEL_DTLS) inconsistent(`tunnel ${views.tunnelKind[i]}`);
      this.tunnelsHash = mix(mix(this.tunnelsHash, views.tunnelFlow[i]!), views.tunnelKind[i]!);
    }
    // A flow that is evicted may have rows in the same columns: they came before.
    for (let i = 0; i < report[codes.REPORT_EVICTED]!; i++) {
      const flow = views.evicted[i]!;
      this.#checkFlow('eviction', flow);
      this.evictedHash = mix(this.evictedHash, flow);
      if (flow < MOST_FLOWS) this.#gone[flow] = 1;
    }
    this.evicted += report[codes.REPORT_EVICTED]!;
    if (this.evicted !== report[codes.REPORT_FLOWS_EVICTED]) inconsistent(`${this.evicted} evictions so far, but ${report[codes.REPORT_FLOWS_EVICTED]} are reported`);
  }

  #addPacket(views: DecoderViews, row: number): void {
    if (views.nanoseconds[row]! >= NANOSECONDS) inconsistent(`${views.nanoseconds[row]} nanoseconds`);
    if (views.fromA[row]! > 1) inconsistent(`a direction of ${views.fromA[row]}`);
    this.bytes += views.size[row]!;
    this.rowsHash = mix(mix(mix(this.rowsHash, views.nanoseconds[row]!), views.size[row]!), views.fromA[row]!);
  }

  #addSecond(views: DecoderViews, row: number): void {
    for (const column of [views.bytesFromA, views.bytesFromB, views.packetsFromA, views.packetsFromB]) {
      const value = column[row]!;
      if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) inconsistent(`a count of ${value}`);
      this.rowsHash = mixFloat(this.rowsHash, value);
    }
    this.bytes += views.bytesFromA[row]! + views.bytesFromB[row]!;
    this.packetsOfSeconds += views.packetsFromA[row]! + views.packetsFromB[row]!;
  }

  #checkFlow(what: string, flow: number): void {
    if (flow >= this.flows) inconsistent(`${what} of flow ${flow}, of ${this.flows}`);
    if (flow < MOST_FLOWS && this.#gone[flow] === 1) inconsistent(`${what} of flow ${flow}, which was evicted before`);
  }
}

function inconsistent(found: string): never {
  throw new FuzzFailure('inconsistent', found);
}
