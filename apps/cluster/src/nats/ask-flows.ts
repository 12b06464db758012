import type { NatsConnection } from '@nats-io/transport-node';
import { flowSubject, flowsSubject } from '../subjects.ts';
import type { FlowDetail, FlowNow } from '../work/flow-answers.ts';
import { isAway } from './api-error.ts';

const PATIENCE = 3000; // ms

/** @returns the flows of a partition as its owner has them now; null if nobody answers to the end, as between two owners */
export async function askFlows(connection: NatsConnection, partition: number): Promise<FlowNow[] | null> {
  const flows: FlowNow[] = [];
  try {
    for await (const answer of await connection.requestMany(flowsSubject(partition), '', { strategy: 'sentinel', maxWait: PATIENCE })) {
      if (answer.data.length === 0) return flows;
      for (const line of answer.string().split('\n')) if (line !== '') flows.push(JSON.parse(line) as FlowNow);
    }
  } catch (error) {
    if (!isAway(error)) throw error;
  }
  return null;
}

/** @returns all that the owner of a partition knows of a flow; null if it has none of that identifier, or nobody answers */
export async function askFlow(connection: NatsConnection, partition: number, id: string): Promise<FlowDetail | null> {
  try {
    return (await connection.request(flowSubject(partition), id, { timeout: PATIENCE })).json<FlowDetail | null>();
  } catch (error) {
    if (!isAway(error)) throw error;
    return null;
  }
}
