import type { Context } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { Problem } from '../problem/problem.ts';
import { decoded } from './content-encoding.ts';
import { giveLeave } from './leave-to-send.ts';

export interface BodyBounds {
  /** Bytes as they are sent. */
  readonly most: number;
  /** Bytes once Content-Encoding is taken off. Default `most`. */
  readonly mostDecoded?: number;
  /** Seconds without a byte. */
  readonly idleSeconds: number;
}

/**
 * The bytes of a request as they come, decoded. Time counts only while they are awaited. A client that waits for leave to
 * send its body (RFC 9110 §10.1.1) gets it when the first byte is wanted, and not before.
 * @throws Problem 413 if there are more than `most`, 408 if none come for `idleSeconds`, 415 or 400 for their encoding
 */
export function boundedBody(c: Context<AppEnv>, bounds: BodyBounds): AsyncGenerator<Uint8Array, void, undefined> {
  const encoding = c.req.header('content-encoding');
  return encoding === undefined ? sentBody(c, bounds) : decoded(sentBody(c, bounds), encoding, bounds.mostDecoded ?? bounds.most);
}

async function* sentBody(c: Context<AppEnv>, { most, idleSeconds }: BodyBounds): AsyncGenerator<Uint8Array, void, undefined> {
  if (Number(c.req.header('content-length') ?? 0) > most) throw tooLarge(most);
  if (c.env?.incoming) giveLeave(c.env.incoming);
  const pieces = piecesOf(c);
  let sum = 0;
  let ended = false;
  try {
    for (;;) {
      const step = await within(pieces.next(), idleSeconds);
      ended = step.done === true;
      if (step.done) return;
      sum += step.value.length;
      if (sum > most) throw tooLarge(most);
      yield step.value;
    }
  } finally {
    // Nobody waits for a client to stop sending.
    if (!ended) pieces.return?.()?.catch(() => {});
  }
}

/** A whole body, at most `most` bytes. It takes room until it is answered. @throws Problem as `boundedBody`; 429 without room */
export async function wholeBody(c: Context<AppEnv>, bounds: BodyBounds): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const room = c.get('bodyRoom');
  let held = 0;
  c.env?.outgoing?.once('close', () => room.giveBack(held));
  for await (const piece of boundedBody(c, bounds)) {
    room.take(piece.length);
    held += piece.length;
    pieces.push(piece);
  }
  return pieces.length === 1 ? Buffer.from(pieces[0]!.buffer, pieces[0]!.byteOffset, pieces[0]!.length) : Buffer.concat(pieces);
}

/** From the socket where there is one: a web stream around it costs more than all else that is done for a small request. */
function piecesOf(c: Context<AppEnv>): AsyncIterator<Uint8Array> {
  const incoming = c.env?.incoming;
  // Destroyed it could not be answered any more.
  if (incoming) return incoming.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  return (c.req.raw.body ?? new Blob().stream())[Symbol.asyncIterator]();
}

function within<Result>(promise: Promise<Result>, seconds: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Problem(408, 'timeout', 'The body stopped coming', `found nothing more for ${seconds} s, expected the rest of the body`, CLOSE)), 1000 * seconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** What is left of the body must not be taken for another request. */
const CLOSE = { headers: { connection: 'close' } };

function tooLarge(most: number): Problem {
  return new Problem(413, 'too-large', 'The body is too large', `expected at most ${most} bytes, found more`, { ...CLOSE, members: { limitBytes: most } });
}
