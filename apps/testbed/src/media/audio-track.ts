import { FRAME_SAMPLES } from './adts.ts';
import { makeBox, makeFullBox, words } from './boxes.ts';
import { makeFragment } from './fragment.ts';
import { FRAGMENT_SECONDS, RECIPE } from './recipe.ts';

/** Pictures are track 1, so that both can lie in one file. */
const AUDIO_TRACK = 2;
const IDENTITY = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];
const AAC_LC_48_STEREO = [0x11, 0x90];

/**
 * A track of AAC frames as a fragmented file. Fragment k holds the frames that begin in the same 0.4 s as the pictures of
 * fragment k: 18 or 19 of them, as frames and pictures do not divide evenly.
 */
export function makeAudioTrack(frames: readonly Buffer[], kbit: number): Buffer {
  const seconds = FRAME_SAMPLES / RECIPE.samplesPerSecond;
  const fragments: Buffer[] = [];
  for (let first = 0; first < frames.length; ) {
    const number = fragments.length;
    const after = Math.min(frames.length, Math.ceil(((number + 1) * FRAGMENT_SECONDS) / seconds - 1e-6));
    const samples = frames.slice(first, after);
    // Odd numbers are the pictures' when both lie in one file.
    fragments.push(makeFragment({ sequence: 2 * number + 2, track: AUDIO_TRACK, time: first * FRAME_SAMPLES, sampleDuration: FRAME_SAMPLES, samples }));
    first = after;
  }
  return Buffer.concat([audioInit(kbit), ...fragments]);
}

function audioInit(kbit: number): Buffer {
  const rate = RECIPE.samplesPerSecond;
  const media = makeBox(
    'mdia',
    makeFullBox('mdhd', 0, 0, 0, 0, rate, 0, 0x55c4_0000),
    makeBox('hdlr', words(0, 0), Buffer.from('soun'), words(0, 0, 0), Buffer.from('sound\0')),
    makeBox(
      'minf',
      makeFullBox('smhd', 0, 0, 0),
      makeBox('dinf', makeBox('dref', words(0, 1), makeFullBox('url ', 0, 1))),
      makeBox('stbl', makeBox('stsd', words(0, 1), sampleEntry(kbit)), makeFullBox('stts', 0, 0, 0), makeFullBox('stsc', 0, 0, 0), makeFullBox('stsz', 0, 0, 0, 0), makeFullBox('stco', 0, 0, 0)),
    ),
  );
  const trackHeader = makeFullBox('tkhd', 0, 3, 0, 0, AUDIO_TRACK, 0, 0, 0, 0, 0, 0x100_0000, ...IDENTITY, 0, 0);
  const movieHeader = makeFullBox('mvhd', 0, 0, 0, 0, 1000, 0, 0x1_0000, 0x100_0000, 0, 0, ...IDENTITY, 0, 0, 0, 0, 0, 0, AUDIO_TRACK + 1);
  const movie = makeBox('moov', movieHeader, makeBox('trak', trackHeader, media), makeBox('mvex', makeFullBox('trex', 0, 0, AUDIO_TRACK, 1, 0, 0, 0)));
  return Buffer.concat([makeBox('ftyp', Buffer.from('iso5'), words(512), Buffer.from('iso5iso6mp41')), movie]);
}

/** `mp4a` with its decoder's description (ISO/IEC 14496-14, 5.6; descriptors of ISO/IEC 14496-1, 7.2.6). */
function sampleEntry(kbit: number): Buffer {
  const bits = words(1000 * kbit);
  const decoder = descriptor(0x04, Buffer.from([0x40, 0x15, 0, 0, 0]), bits, bits, descriptor(0x05, Buffer.from(AAC_LC_48_STEREO)));
  const stream = descriptor(0x03, Buffer.from([0, AUDIO_TRACK, 0]), decoder, descriptor(0x06, Buffer.from([2])));
  return makeBox('mp4a', words(0, 1, 0, 0, (2 << 16) | 16, 0, RECIPE.samplesPerSecond << 16), makeBox('esds', words(0), stream));
}

function descriptor(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}
