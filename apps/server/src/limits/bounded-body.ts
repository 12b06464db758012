import { Problem } from '../problem/problem.ts';

export interface BodyBounds {
  /** Bytes. */
  readonly most: number;
  /** Seconds without a byte. */
  readonly idleSeconds: number;
}

/**
 * The bytes of a request as they come. Time counts only while they are awaited.
 * @throws Problem 413 if there are more than `most`, 408 if none come for `idleSeconds`
 */
export async function* boundedBody(request: Request, { most, idleSeconds }: BodyBounds): AsyncGenerator<Uint8Array, void, undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge(most);
  const reader = request.body?.getReader();
  if (!reader) return;
  let sum = 0;
  let ended = false;
  try {
    for (;;) {
      const step = await within(reader.read(), idleSeconds);
      ended = step.done;
      if (step.done) return;
      sum += step.value.length;
      if (sum > most) throw tooLarge(most);
      yield step.value;
    }
  } finally {
    // Nobody waits for a client to stop sending.
    if (!ended) reader.cancel().catch(() => {});
  }
}

/** A whole body, at most `most` bytes. */
export async function wholeBody(request: Request, bounds: BodyBounds): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of boundedBody(request, bounds)) pieces.push(piece);
  return Buffer.concat(pieces);
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
