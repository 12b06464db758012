import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream, type JetStreamManager } from '@nats-io/jetstream';
import { headers, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';
import { isAway, isFull, isWrongSequence } from '../nats/api-error.ts';
import { NatsError } from '../nats/nats-error.ts';
import type { ServerLink } from '../nats/server-link.ts';
import { CLAIM_HEADER, packetsSubject } from '../subjects.ts';
import { type Beginning, findBeginning } from './beginning.ts';
import { encodeMessage } from './encode-message.ts';

/** An answer that takes longer does not come. */
const TIMEOUT = 5000; // ms
const AGAIN = 50; // ms

export interface Claimed extends Beginning {
  /** Of several processes that send as one tap, the one with the highest number is the tap. */
  readonly claim: number;
  /** For each partition the place in the stream of the tap's last message; 0: there is none. */
  readonly places: readonly number[];
}

export interface ClaimOptions {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly link: ServerLink;
  readonly tap: string;
  readonly partitions: number;
  /** The tap reads something that ends, and what. */
  readonly finite: boolean;
  readonly fingerprint: Uint8Array;
  /** Ends waiting for the server. */
  readonly signal: AbortSignal;
}

/**
 * Makes this process the tap, whoever was it before, and finds where it begins. It says so in the first partition, by a message that says
 * nothing new there: the first one of a run is empty, and the last one of a run that goes on comes again. It must follow what was found,
 * so that no two processes take the same run for theirs.
 * @throws NatsError if the server refuses it; what the libraries say if it does not answer
 */
export async function claimTap(options: ClaimOptions): Promise<Claimed> {
  const { connection, manager, link, tap, partitions, finite, fingerprint, signal } = options;
  const subject = packetsSubject(0, tap);
  for (;;) {
    const found = await findBeginning(manager, tap, partitions, fingerprint);
    const { run, stored, last } = found;
    const places = last.map((message) => message?.streamSequence ?? 0);
    // Where all is forgotten, another process may still remember its own: the clock gives a number above that.
    const claim = Math.max(1 + last.reduce((most, message) => Math.max(most, message?.claim ?? 0), 0), 1000 * Date.now() + Math.floor(1000 * Math.random()));
    const bytes = stored[0]! > 0 ? last[0]!.bytes : encodeMessage({ run, finite, fingerprint, sequence: 1, time: 0 });
    try {
      const { seq } = await link.answer(jetstream(connection).publish(subject, bytes, { headers: claimHeaders(claim), timeout: TIMEOUT, expect: { lastSubjectSequence: places[0]! } }));
      return { ...found, claim, stored: stored.with(0, Math.max(1, stored[0]!)), places: places.with(0, seq) };
    } catch (error) {
      // What comes cannot wait; and nobody else can send now either.
      if (isFull(error)) return { ...found, claim, places };
      if (!isWrongSequence(error) && !isAway(error)) throw new NatsError(`${subject}: the server refuses packets: ${(error as Error).message}`, { cause: error });
      await sleep(AGAIN);
      await link.whenUp(signal);
    }
  }
}

/** What each message of a process carries. */
export function claimHeaders(claim: number): MsgHdrs {
  const carried = headers();
  carried.set(CLAIM_HEADER, String(claim));
  return carried;
}
