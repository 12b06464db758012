import { randomBytes } from 'node:crypto';
import { between, lognormal } from '../media/draws.ts';
import { Random } from '../plan/random.ts';
import { type Exchange, type Pace, refuse, sendAnswer } from './answer.ts';

const LARGEST_OBJECT = 3e6; // bytes
const LARGEST_DOWNLOAD = 1e9; // bytes
/** What cannot be compressed, sent over and over from another place. */
const NOISE = randomBytes(1 << 22);
const PIECE = 1 << 18;

/**
 * A web page, `/web/page?n=<which>`: text and 5 to 60 objects, always the same for the same seed and number. Sizes are
 * lognormal, as the HTTP Archive finds them.
 */
export async function answerPage(exchange: Exchange, seed: number, pace: Pace): Promise<void> {
  const page = exchange.url.searchParams.get('n') ?? '0';
  const random = new Random(seed, `page ${page}`);
  const objects = Math.floor(between(random, 5, 60));
  const links = Array.from({ length: objects }, (_, i) => `<img width="40" height="40" alt="" src="/web/object?bytes=${Math.round(Math.min(LARGEST_OBJECT, lognormal(random, 14_000, 1.5)))}&n=${page}-${i}">`);
  const text = NOISE.toString('base64', 0, Math.round(Math.min(1e6, lognormal(random, 30_000, 0.8))));
  await pace.firstByte();
  await sendAnswer(exchange, { type: 'text/html', body: `<!doctype html><html><head><title>${page}</title></head><body>\n${links.join('\n')}\n<p hidden>${text}</p></body></html>` }, pace);
}

/** `?bytes=<count>` of noise: an object of a page, or a download. */
export async function answerBytes(exchange: Exchange, type: string, pace: Pace): Promise<void> {
  const count = Number(exchange.url.searchParams.get('bytes'));
  if (!(Number.isInteger(count) && count >= 0 && count <= LARGEST_DOWNLOAD)) return refuse(exchange, 400);
  await pace.firstByte();
  exchange.response.setHeader('content-length', count);
  await sendAnswer(exchange, { type, body: noise(count), cache: 'no-store' }, pace);
}

async function* noise(count: number): AsyncGenerator<Uint8Array> {
  for (let left = count; left > 0; left -= PIECE) {
    const from = (left % 1021) * 1024;
    yield NOISE.subarray(from, from + Math.min(left, PIECE));
  }
}
