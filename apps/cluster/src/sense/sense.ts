import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { WALL_CLOCK } from '@tunnelscope/detector/live/clock';
import { StreamCutter } from '@tunnelscope/detector/live/stream-cutter';
import { NatsError } from '../nats/nats-error.ts';
import { OvertakenError } from '../nats/overtaken-error.ts';
import { ServerLink } from '../nats/server-link.ts';
import { readSettings } from '../nats/settings.ts';
import { claimTap } from './claim.ts';
import { freshFingerprint } from './fingerprint.ts';
import { MessageCutter } from './message-cutter.ts';
import { Publisher } from './publisher.ts';
import { waitForTaps } from './rendezvous.ts';
import { type SenseLoop, senseFile } from './sense-file.ts';
import { senseLive } from './sense-live.ts';
import type { TapSource } from './tap-source.ts';

export interface SenseOptions {
  readonly connection: NatsConnection;
  /** Its name, of the form of TAP_NAME. */
  readonly tap: string;
  readonly source: TapSource;
  /** What may wait for the server, in bytes. */
  readonly spoolBytes: number;
  /** Taps that must be there before this one sends packets. */
  readonly others: readonly string[];
  /** Ends it: a file stops where it is, live packets end. */
  readonly signal: AbortSignal;
  /** Hears what a person should know while it goes on. */
  readonly tell: (message: string) => void;
}

export interface SenseSummary {
  readonly run: number;
  /** It went on where an earlier one of the same run was. */
  readonly resumed: boolean;
  /** Told to end before the end of a file was sent: the next one goes on there. */
  readonly stopped: boolean;
  /** Read, also what was sent before it resumed. */
  readonly packets: number;
  readonly flows: number;
  /** Sent, with their bytes. */
  readonly messages: number;
  readonly bytes: number;
  /** Messages that the server had already. */
  readonly duplicates: number;
  /** Packets that the spool had no room for, or that it still held when this ended. */
  readonly droppedPackets: number;
  readonly unsentPackets: number;
  /** Packets that the system lost before they could be read; null where nobody counts. */
  readonly droppedByKernel: number | null;
  /** Packets of a wholly other time, left out. */
  readonly strayPackets: number;
  /** What ended the packets early; null if nothing did. */
  readonly fault: Error | null;
}

/** The tap is there. */
const EMPTY = { time: 0, bytes: new Uint8Array(0), packets: 0 };
/** Told to end, it goes on sending what waits for so long. */
const GRACE = 5000; // ms

/**
 * Sends what a tap sees to the partitions of a server, until it ends or is told to.
 * @throws NatsError if the server is not ready or refuses it; what the libraries say otherwise
 */
export async function sense({ connection, tap, source, spoolBytes, others, signal, tell }: SenseOptions): Promise<SenseSummary> {
  const giveUp = new AbortController();
  const beginGrace = () => void setTimeout(() => giveUp.abort(), GRACE).unref();
  if (signal.aborted) beginGrace();
  else signal.addEventListener('abort', beginGrace, { once: true });
  const manager = await jetstreamManager(connection);
  const { partitions } = await readSettings(connection);
  const { file } = source;
  const fingerprint = file?.fingerprint ?? freshFingerprint();
  const link = new ServerLink(connection);
  const { run, stored, places, claim, resumed, leaves } = await claimTap({ connection, manager, link, tap, partitions, finite: file !== null, fingerprint, signal });
  if (leaves) tell(`an earlier run of tap ${tap}, of another capture or at another --speed, did not end: its packets count besides those of this one`);
  const publisher = new Publisher({ connection, manager, link, tap: { name: tap, run, finite: file !== null, fingerprint, claim }, stored, places, spoolBytes, tell, signal: giveUp.signal });
  const loop: SenseLoop = { cutter: new StreamCutter(), messages: new MessageCutter(partitions), publisher, clock: WALL_CLOCK, signal };
  let ended = true;
  const send = async () => {
    // In the first partition the tap has begun by such a message, in the others too where somebody waits for it.
    const begun = Array.from({ length: others.length > 0 ? partitions : 1 }, (_, partition) => [partition, EMPTY] as const);
    publisher.add(begun);
    if (others.length > 0) {
      await publisher.drained();
      // One that has sent packets has waited before.
      if (stored.every((sequence) => sequence <= 1)) await waitForTaps(manager, tap, others, partitions, tell, signal);
    }
    if (file) ended = await senseFile(source.packets, file, loop);
    else await senseLive(source, loop);
  };
  const fault = await faultOf(send());
  // What was read and is in no message yet is not sent any more.
  if (fault instanceof OvertakenError) publisher.leave(loop.messages.flush());
  const unsent = await faultOf(publisher.drained());
  const whole = ended && (!file?.fingerprint || publisher.waitingPackets === 0);
  const stopped = signal.aborted && fault === null && unsent === null && !whole;
  return {
    run, fault: fault ?? unsent, resumed, stopped,
    packets: loop.messages.packets, flows: loop.messages.flows, ...publisher.counts,
    droppedPackets: publisher.droppedPackets, unsentPackets: publisher.waitingPackets, droppedByKernel: source.dropped(), strayPackets: loop.cutter.strayPackets,
  };
}

/** @returns what ended the packets early @throws what is a fault of the server, or none of ours */
async function faultOf(work: Promise<void>): Promise<Error | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!(error instanceof Error) || (error instanceof NatsError && !(error instanceof OvertakenError))) throw error;
    return error;
  }
}
