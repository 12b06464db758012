import { boxAt } from '../media/boxes.ts';
import { FRAGMENT_SECONDS } from '../media/recipe.ts';
import { extentOf } from '../media/title.ts';
import { type Exchange, type Pace, readExtents, sendAnswer } from './answer.ts';
import { fragmentsExist, fragmentsNow, type Programme } from './programme.ts';
import { fragmentCount, type Rendition } from './rendition.ts';

/** What a streaming server sends at once, so that playback begins at once, seconds. */
const BURST = 10;

/** One answer that ends with the title: AAC in ADTS, as internet radio sends it. */
export async function answerRadio(exchange: Exchange, programme: Programme, pace: Pace): Promise<void> {
  await pace.firstByte();
  await sendAnswer(exchange, { type: 'audio/aac', body: adts(programme, programme.audio!) }, pace);
}

async function* adts(programme: Programme, rendition: Rendition): AsyncGenerator<Uint8Array> {
  const first = Math.max(0, fragmentsNow(programme, rendition) - Math.round(BURST / FRAGMENT_SECONDS));
  for (let fragment = first; fragment < fragmentCount(rendition); fragment++) {
    await fragmentsExist(programme, fragment + 1);
    const pieces: Uint8Array[] = [];
    for await (const piece of readExtents([extentOf(rendition.tracks[0]!, fragment, fragment + 1)])) pieces.push(piece);
    yield adtsOf(Buffer.concat(pieces));
  }
}

/** The frames of a fragment with ADTS headers (ISO/IEC 14496-3, 1.A.2.2) instead of the fragment's. */
function adtsOf(fragment: Buffer): Buffer {
  const sizes = boxAt(fragment, 'moof/traf/trun').content + 12; // after flags, count and data offset
  const count = fragment.readUInt32BE(sizes - 8);
  let at = boxAt(fragment, 'mdat').content;
  const pieces: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    const size = fragment.readUInt32BE(sizes + 4 * i);
    pieces.push(adtsHeader(size), fragment.subarray(at, at + size));
    at += size;
  }
  return Buffer.concat(pieces);
}

/** AAC-LC, 48 kHz, stereo, no checksum, one frame. */
function adtsHeader(size: number): Buffer {
  const length = size + 7;
  return Buffer.from([0xff, 0xf1, 0x4c, 0x80 | (length >> 11), (length >> 3) & 0xff, ((length & 7) << 5) | 0x1f, 0xfc]);
}
