import { DiscardPolicy, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { type NatsConnection, nanos } from '@nats-io/transport-node';
import { decodeMessage } from '../message/decode-message.ts';
import type { Message } from '../message/message.ts';
import { connectNats } from '../nats/connect.ts';
import { SETTINGS_KEY } from '../nats/settings.ts';
import { type NatsServer, startNatsServer } from '../nats-server.fixture.ts';
import { CLAIM_HEADER, packetsSubject, PACKETS_STREAM, PARTITIONS_BUCKET } from '../subjects.ts';

/** A server that is ready for taps, with a connection to look into it. */
export interface TapServer {
  readonly server: NatsServer;
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  close(): Promise<void>;
}

export async function startTapServer(partitions: number, maxBytes = -1): Promise<TapServer> {
  const server = await startNatsServer();
  const connection = await connectNats({ nats: server.url }, 'test');
  const manager = await jetstreamManager(connection);
  // The shortest window that there is: nothing rests on the server's memory of identifiers.
  await manager.streams.add({ name: PACKETS_STREAM, subjects: ['tunnelscope.packets.*.*'], discard: DiscardPolicy.New, max_bytes: maxBytes, duplicate_window: nanos(100) });
  const bucket = await new Kvm(connection).create(PARTITIONS_BUCKET);
  await bucket.put(SETTINGS_KEY, JSON.stringify({ version: 1, partitions }));
  return {
    server, connection, manager,
    close: async () => {
      await connection.close();
      await server.close();
    },
  };
}

/** All messages of a tap, by partition, in the order that they are stored in, without those that a later process has sent once more. */
export async function storedMessages(manager: JetStreamManager, tap: string, partitions: number): Promise<Message[][]> {
  const { state } = await manager.streams.info(PACKETS_STREAM);
  const messages = Array.from({ length: partitions }, (): Message[] => []);
  const known = new Map<string, { readonly claim: string; readonly bytes: Uint8Array }>();
  for (let seq = Math.max(state.first_seq, 1); seq <= state.last_seq; seq++) {
    const stored = await manager.streams.getMessage(PACKETS_STREAM, { seq });
    const partition = messages.findIndex((_, i) => packetsSubject(i, tap) === stored?.subject);
    if (!stored || partition < 0) continue;
    const message = decodeMessage(stored.data);
    const name = `${partition}.${message.header.run}.${message.header.sequence}`;
    const claim = stored.header.get(CLAIM_HEADER);
    const before = known.get(name);
    known.set(name, before ?? { claim, bytes: stored.data });
    if (!before || before.claim === claim || Buffer.compare(before.bytes, stored.data) !== 0) messages[partition]!.push(message);
  }
  return messages;
}

/** Sequence numbers that are not one more than the one before. */
export function gaps(messages: readonly Message[], before = 0): string[] {
  return messages.flatMap(({ header }, i) => {
    const expected = before + i + 1;
    return header.sequence === expected ? [] : [`found ${header.sequence}, expected ${expected}`];
  });
}
