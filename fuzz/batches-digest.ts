import type { CaptureBatch } from '../packages/capture/src/batch.ts';
import { FuzzFailure } from './failure.ts';
import { mix, mixFloat } from './hash.ts';

/** Follows the batches of one capture: hashes of what they held, and whether it makes sense. */
export class BatchesDigest {
  rows = 0;
  rowsHash = 0;
  flowsHash = 0;
  bytes = 0;
  flows = 0;
  evicted = 0;
  readonly #gone = new Set<number>();

  /** @throws FuzzFailure if a batch contradicts itself or those before it */
  add(batch: CaptureBatch): void {
    const { count, time, flow, newFlows, evictedFlows } = batch;
    if (count === 0) fail('an empty batch');
    for (const { number, a, b, protocol } of newFlows) {
      if (number !== this.flows++) fail(`flow ${number} is named where ${this.flows - 1} comes next`);
      this.flowsHash = mixText(mixText(mix(mix(mix(this.flowsHash, a.port), b.port), protocol), a.address), b.address);
    }
    for (let row = 0; row < count; row++) {
      if (flow[row]! >= this.flows || this.#gone.has(flow[row]!)) fail(`a row of flow ${flow[row]}, of ${this.flows}`);
      this.rowsHash = mixFloat(mix(this.rowsHash, flow[row]!), time[row]!);
      if (batch.kind === 'packets') {
        this.bytes += batch.size[row]!;
        this.rowsHash = mix(mix(mix(this.rowsHash, batch.nanoseconds[row]!), batch.size[row]!), batch.fromA[row]!);
      } else {
        for (const column of [batch.bytesFromA, batch.bytesFromB, batch.packetsFromA, batch.packetsFromB]) this.rowsHash = mixFloat(this.rowsHash, column[row]!);
        this.bytes += batch.bytesFromA[row]! + batch.bytesFromB[row]!;
      }
    }
    this.rows += count;
    if (batch.kind === 'packets') {
      for (const { flow: number, tunnel } of batch.tunnels) {
        if (number >= this.flows || tunnel === undefined) fail(`tunnel ${tunnel} of flow ${number}, of ${this.flows}`);
      }
    }
    for (const number of evictedFlows) {
      if (number >= this.flows || this.#gone.has(number)) fail(`flow ${number}, of ${this.flows}, is evicted`);
      this.#gone.add(number);
      this.evicted++;
    }
  }
}

function mixText(hash: number, text: string): number {
  let mixed = hash;
  for (let i = 0; i < text.length; i++) mixed = mix(mixed, text.charCodeAt(i));
  return mixed;
}

function fail(found: string): never {
  throw new FuzzFailure('inconsistent', found);
}
