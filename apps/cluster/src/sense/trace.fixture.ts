import type { Flow } from '@tunnelscope/capture/batch';
import type { StreamStep } from '@tunnelscope/detector/live/stream-cutter';
import type { Message } from '../message/message.ts';
import { partitionOf } from '../partition.ts';

/** What a partition is told: steps for all flows as words, and between them what each flow was told, flow by flow. */
export type Trace = (string | Map<string, string[]>)[];

const nameOf = ({ protocol, a, b }: Flow) => `${protocol} ${a.address}|${a.port} ${b.address}|${b.port}`;

function tell(trace: Trace, flow: string, what: string): void {
  const last = trace.at(-1);
  const flows = last instanceof Map ? last : new Map<string, string[]>();
  if (flows !== last) trace.push(flows);
  const told = flows.get(flow) ?? [];
  flows.set(flow, told);
  told.push(what);
}

/** What the partitions are to be told of these steps. */
export function traceOfSteps(steps: readonly StreamStep[], partitions: number): Trace[] {
  const traces = Array.from({ length: partitions }, (): Trace => []);
  const flows = new Map<number, Flow>();
  const named = new Set<number>();
  const say = (number: number, what: string) => {
    named.add(number);
    const flow = flows.get(number)!;
    tell(traces[partitionOf(flow, partitions)]!, nameOf(flow), what);
  };
  for (const step of steps) {
    if (step.kind !== 'rows') {
      for (const trace of traces) trace.push(step.kind === 'setBack' ? step.kind : `${step.kind} ${step.now}`);
      continue;
    }
    const { batch } = step;
    const labels = new Map(step.tunnels.map(({ flow, tunnel }) => [flow, tunnel]));
    for (const flow of step.newFlows) flows.set(flow.number, flow);
    for (let row = step.from; row < step.to; row++) {
      const number = batch.flow[row]!;
      if (batch.kind === 'packets') say(number, `${batch.time[row]} ${batch.size[row]} ${batch.fromA[row]}`);
      else say(number, [batch.time, batch.bytesFromA, batch.bytesFromB, batch.packetsFromA, batch.packetsFromB].map((column) => column[row]).join(' '));
      if (labels.has(number)) say(number, `tunnel ${labels.get(number)}`);
      labels.delete(number);
    }
    for (const [number, tunnel] of labels) if (flows.has(number)) say(number, `tunnel ${tunnel}`);
    for (const number of step.evictedFlows) if (named.has(number)) say(number, 'evicted');
  }
  return traces;
}

/** What a partition is told by its messages, in order. */
export function traceOfMessages(messages: readonly Message[]): Trace {
  const trace: Trace = [];
  const flows = new Map<number, Flow>();
  for (const step of messages.flatMap(({ steps }) => steps)) {
    if (step.kind === 'lost') {
      trace.push(`lost ${step.packets} ${step.from} ${step.to}`);
    } else if (step.kind === 'packets' || step.kind === 'seconds') {
      for (const flow of step.newFlows) flows.set(flow.number, flow);
      let row = 0;
      const label = (number: number, after: number) => {
        for (const { tunnel } of step.tunnels.filter((each) => each.flow === number && each.after === after)) tell(trace, nameOf(flows.get(number)!), `tunnel ${tunnel}`);
      };
      for (const [run, number] of step.runFlow.entries()) {
        const start = row;
        for (; row < step.runEnd[run]!; row++) {
          label(number, row - start);
          const values = step.kind === 'packets' ? [step.time, step.size, step.fromA] : [step.time, step.bytesFromA, step.bytesFromB, step.packetsFromA, step.packetsFromB];
          tell(trace, nameOf(flows.get(number)!), values.map((column) => column[row]).join(' '));
        }
        label(number, row - start);
      }
      for (const flow of new Set(step.tunnels.map((each) => each.flow))) if (!step.runFlow.includes(flow)) label(flow, 0);
      for (const number of step.evictedFlows) {
        tell(trace, nameOf(flows.get(number)!), 'evicted');
        flows.delete(number);
      }
    } else trace.push(step.kind === 'setBack' ? step.kind : `${step.kind} ${step.now ?? -Infinity}`);
  }
  return trace;
}
