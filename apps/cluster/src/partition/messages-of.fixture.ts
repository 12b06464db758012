import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { StreamCutter } from '@tunnelscope/detector/live/stream-cutter';
import { encodeMessage } from '../sense/encode-message.ts';
import type { MessageBody } from '../sense/message-body.ts';
import { MessageCutter } from '../sense/message-cutter.ts';

/** A message as a partition gets it. */
export interface Sent {
  readonly partition: number;
  readonly tap: string;
  readonly bytes: Uint8Array;
}

const fingerprint = new Uint8Array(8);

/** What a tap sends of such batches, in order. @param every messages are closed after so many steps, as time would do it; hello: the first message to each partition is empty */
export function messagesOf(batches: readonly CaptureBatch[], tap: string, partitions: number, { every = 50, run = 1, finite = true, hello = false } = {}): Sent[] {
  const cutter = new StreamCutter();
  const messages = new MessageCutter(partitions);
  const sequences = Array<number>(partitions).fill(0);
  const sent: Sent[] = [];
  const send = (bodies: readonly [number, MessageBody][]) => {
    for (const [partition, { time, bytes }] of bodies) {
      const header = { finite, run, fingerprint, sequence: ++sequences[partition]!, time };
      sent.push({ partition, tap, bytes: encodeMessage(header, bytes) });
    }
  };
  if (hello) send(sequences.map((_, partition) => [partition, { time: 0, bytes: new Uint8Array(), packets: 0 }]));
  let steps = 0;
  for (const step of [...batches.map((batch) => cutter.feed(batch)), cutter.end()].flatMap((some) => [...some])) {
    messages.take(step);
    send(++steps % every === 0 ? messages.flush() : messages.full());
  }
  send(messages.flush());
  return sent;
}
