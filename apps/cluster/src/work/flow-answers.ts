import type { FlowLine } from '@tunnelscope/detector/live/flow-line';
import type { FlowPast } from '@tunnelscope/detector/live/flow-past';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { flowSubject, flowsSubject } from '../subjects.ts';

/** A flow as it is now. */
export type FlowNow = FlowLine & { readonly bitsPerSecond: number };
/** All that is known of it. */
export type FlowDetail = FlowNow & FlowPast;

/** What can be asked of a partition. Looking changes nothing. */
export interface FlowLooks {
  flows(): readonly FlowNow[];
  /** @returns null if there is no such flow */
  flow(id: string): FlowDetail | null;
}

/** Bytes of a message; a server takes 1 MB. */
const LARGEST = 512 * 1024;

/** Answers questions about a partition's flows. @param mayAnswer whether it is still ours @returns what ends it */
export function answerFlows(connection: NatsConnection, partition: number, looks: FlowLooks, mayAnswer: () => boolean): () => void {
  const answer = (subject: string, say: (question: Msg) => void) => connection.subscribe(subject, {
    callback: (error, question) => {
      if (!error && mayAnswer()) say(question);
    },
  });
  const subscriptions = [
    answer(flowsSubject(partition), (question) => {
      for (const piece of pieces(looks.flows())) question.respond(piece);
      // Nothing: that was all.
      question.respond('');
    }),
    answer(flowSubject(partition), (question) => question.respond(JSON.stringify(looks.flow(question.string())))),
  ];
  return () => {
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}

/** Lines of JSON, as many in each piece as fit. */
function* pieces(flows: readonly FlowNow[]): Generator<string> {
  let piece = '';
  for (const flow of flows) {
    const line = `${JSON.stringify(flow)}\n`;
    if (piece !== '' && piece.length + line.length > LARGEST) {
      yield piece;
      piece = '';
    }
    piece += line;
  }
  if (piece !== '') yield piece;
}
