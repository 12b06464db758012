import { makeBox, makeFullBox, words } from './boxes.ts';

/** What a movie fragment holds of one track: samples in a row, each a sync sample of the same length in time. */
export interface FragmentParts {
  readonly sequence: number;
  readonly track: number;
  /** Decoding time of the first sample, in the track's timescale. */
  readonly time: number;
  readonly sampleDuration: number;
  readonly samples: readonly Uint8Array[];
}

const DEFAULT_BASE_IS_MOOF = 0x02_0000;
const DEFAULT_DURATION = 0x08;
const DEFAULT_FLAGS = 0x20;
const DATA_OFFSET = 0x01;
const SAMPLE_SIZES = 0x200;
const SYNC_SAMPLE = 0x0200_0000; // depends on no other

/** A `moof` and its `mdat` (ISO/IEC 14496-12, 8.8.4 to 8.8.12). */
export function makeFragment(parts: FragmentParts): Buffer {
  const header = (dataOffset: number) =>
    makeBox(
      'moof',
      makeFullBox('mfhd', 0, 0, parts.sequence),
      makeBox(
        'traf',
        makeFullBox('tfhd', 0, DEFAULT_BASE_IS_MOOF | DEFAULT_DURATION | DEFAULT_FLAGS, parts.track, parts.sampleDuration, SYNC_SAMPLE),
        makeBox('tfdt', words(1 << 24, Math.floor(parts.time / 2 ** 32), parts.time % 2 ** 32)),
        makeFullBox('trun', 0, DATA_OFFSET | SAMPLE_SIZES, parts.samples.length, dataOffset, ...parts.samples.map(({ length }) => length)),
      ),
    );
  const boxHeader = 8;
  return Buffer.concat([header(header(0).length + boxHeader), makeBox('mdat', ...parts.samples)]);
}
