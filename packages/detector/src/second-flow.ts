import type { Flow, Tunnel } from '@tunnelscope/capture/batch';
import { livenessFromSeconds } from '@tunnelscope/model/features/second';
import { seedFeatures } from '@tunnelscope/model/features/seed';
import type { SecondWindow } from '@tunnelscope/model/features/window';
import { EpochSeries } from './epoch-series.ts';
import type { FlowRecord, WindowSample } from './flow-record.ts';
import { type FlowContext, type FlowState, LARGEST_STEP_BACK, Totals } from './flow-state.ts';
import { windowSample } from './window-sample.ts';

/** A flow of which only each second's bytes and packets are known, or wanted. A few numbers a second are kept to its end. */
export class SecondFlow implements FlowState {
  latest = -Infinity;
  readonly #flow: Flow;
  readonly #context: FlowContext;
  readonly #totals = new Totals();
  readonly #bytes = new EpochSeries(1000);
  readonly #packets = new EpochSeries(1000);
  #first = Infinity;

  constructor(flow: Flow, context: FlowContext) {
    this.#flow = flow;
    this.#context = context;
  }

  continuesAt(time: number): boolean {
    return time > this.latest - LARGEST_STEP_BACK;
  }

  /** @param time epoch ms, anywhere within the second */
  add(time: number, bytesFromA: number, bytesFromB: number, packetsFromA: number, packetsFromB: number): void {
    const second = Math.floor(time / 1000) * 1000;
    if (second > this.latest) this.latest = second;
    if (second < this.#first) this.#first = second;
    this.#totals.add(packetsFromA + packetsFromB, bytesFromA, bytesFromB);
    this.#bytes.add(second, bytesFromA, bytesFromB);
    this.#packets.add(second, packetsFromA, packetsFromB);
  }

  finish(tunnel: Tunnel | null): FlowRecord {
    const client = this.#totals.client(this.#context.clientOf(this.#flow));
    const { packets, bytesFromA, bytesFromB } = this.#totals;
    const fromServer = client === 'b';
    const whole: SecondWindow = {
      bytesDown: this.#bytes.bytes(fromServer),
      bytesUp: this.#bytes.bytes(!fromServer),
      packetsDown: this.#packets.bytes(fromServer),
      packetsUp: this.#packets.bytes(!fromServer),
    };
    return {
      flow: this.#flow,
      tunnel,
      client,
      resolution: 'second',
      start: this.#first,
      durationSeconds: this.#bytes.length,
      packets,
      bytesDown: fromServer ? bytesFromA : bytesFromB,
      bytesUp: fromServer ? bytesFromB : bytesFromA,
      windows: this.#windows(whole),
      seed: this.#context.seed ? seedFeatures(whole.bytesDown, null, this.#context.kernels) : null,
      latePackets: 0,
    };
  }

  #windows(whole: SecondWindow): WindowSample[] {
    const { plan, kernels, seed } = this.#context;
    const windows: WindowSample[] = [];
    for (let block = 0; block * plan.blockSeconds < this.#bytes.length; block++) {
      for (const cut of plan.cuts(block)) {
        const start = block * plan.blockSeconds + cut.start;
        if (start + cut.seconds > this.#bytes.length) continue;
        const window = slice(whole, Math.round(start), Math.round(start + cut.seconds));
        const liveness = livenessFromSeconds(window, kernels);
        windows.push(windowSample({ start, seconds: cut.seconds, liveness, seed: seed ? seedFeatures(window.bytesDown, null, kernels) : null }, window, kernels));
      }
    }
    return windows;
  }
}

function slice(whole: SecondWindow, from: number, to: number): SecondWindow {
  return {
    bytesDown: whole.bytesDown.subarray(from, to),
    bytesUp: whole.bytesUp.subarray(from, to),
    packetsDown: whole.packetsDown.subarray(from, to),
    packetsUp: whole.packetsUp.subarray(from, to),
  };
}
