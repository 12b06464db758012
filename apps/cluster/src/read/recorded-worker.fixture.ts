import { fileURLToPath } from 'node:url';
import type { NatsConnection } from '@nats-io/transport-node';
import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import { loadKernels } from '@tunnelscope/core';
import { flowId } from '@tunnelscope/detector/flow-id';
import type { LiveEvent } from '@tunnelscope/detector/live/event';
import { eventLine } from '@tunnelscope/detector/live/event-line';
import { stateOf } from '@tunnelscope/detector/live/event-state';
import { flowPast } from '@tunnelscope/detector/live/flow-past';
import { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { partitionKey } from '../subjects.ts';
import { answerQuestions } from '../work/answer-questions.ts';
import { Lease } from '../work/lease.ts';
import { openParts } from '../work/server-parts.ts';
import { tableAnswers } from '../work/table-answers.ts';
import { VerdictPublisher } from '../work/verdict-publisher.ts';
import type { ToldLine } from './told-lines.ts';

const TEST_DATA = new URL('../../../../test-data/recorded/', import.meta.url);
export const LIVE = 'pair_live4_hls_wg_p86.pcap.gz';

/** A worker of one partition whose packets come from a recorded capture instead of a stream: its detector, lease, events and answers are those of a real one. */
export class RecordedWorker {
  /** All events so far, as they were published. */
  readonly lines: ToldLine[] = [];
  readonly detector: LiveDetector;
  readonly #model: Awaited<ReturnType<typeof loadDefaultModel>>;
  readonly #batches: AsyncIterator<CaptureBatch>;
  readonly #since = new Map<number, number>();
  readonly #lease: Lease;
  readonly #publisher: VerdictPublisher;
  readonly #answering: { close(): void };

  private constructor(detector: LiveDetector, model: Awaited<ReturnType<typeof loadDefaultModel>>, batches: AsyncIterator<CaptureBatch>, lease: Lease, publisher: VerdictPublisher, connection: NatsConnection, name: string, partition: number) {
    this.detector = detector;
    this.#model = model;
    this.#batches = batches;
    this.#lease = lease;
    this.#publisher = publisher;
    const flows = () => detector.flows.values();
    const flowOf = (id: string) => [...flows()].find(({ flow }) => flowId(flow) === id);
    const table = { get now() { return detector.now; }, get counts() { return detector.counts; }, late: 0, lost: 0, flows, flowOf, sinceOf: (flow: LiveFlow) => this.#since.get(flow.flow.number) ?? null };
    this.#answering = answerQuestions({ connection, worker: name, partition, answers: tableAnswers(table, model), waiting: () => 0, mayAnswer: () => true });
  }

  /** @param capture name of a file of test-data/recorded */
  static async start(connection: NatsConnection, capture: string, { name = 'w1', partition = 0 } = {}): Promise<RecordedWorker> {
    const [kernels, model, parts] = await Promise.all([loadKernels('wasm'), loadDefaultModel(), openParts(connection)]);
    const lease = await Lease.take(parts.leases, partitionKey(partition), name);
    if (!lease) throw new Error(`partition ${partition} has a worker already`);
    const publisher = await VerdictPublisher.takeOver({ ...parts, partition, owner: `${name}-${lease.epoch}`, mayPublish: () => true }, 0);
    const batches = readCapture(openCapture(fileURLToPath(new URL(capture, TEST_DATA))), kernels)[Symbol.asyncIterator]();
    return new RecordedWorker(new LiveDetector({ kernels, model }), model, batches, lease, publisher, connection, name, partition);
  }

  /** Judges so many batches of the capture. @returns whether there are more */
  async judge(batches: number): Promise<boolean> {
    for (let i = 0; i < batches; i++) {
      const { value, done } = await this.#batches.next();
      if (done) return false;
      await this.#publish(this.detector.feed(value));
    }
    return true;
  }

  /** Judges all of the rest, and ends its flows. */
  async finish(): Promise<void> {
    while (await this.judge(1));
    await this.#publish(this.detector.end());
  }

  async close(): Promise<void> {
    this.#answering.close();
    await this.#lease.release();
  }

  async #publish(events: readonly LiveEvent[]): Promise<void> {
    const lines = events.map((event, place): ToldLine => {
      const { number } = event.flow;
      if (event.kind === 'verdict') this.#since.set(number, event.since);
      if (event.kind === 'client') this.#since.delete(number);
      const line = eventLine(event, stateOf(events, place, this.detector.flows), this.#since.get(number) ?? null, (address) => address);
      return event.kind === 'end' ? { ...line, past: flowPast(event.last, Math.max(this.detector.now, event.last.latest), this.#model) } : line;
    });
    await this.#publisher.publish(lines, this.lines.length);
    this.lines.push(...lines);
  }
}
