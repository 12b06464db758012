import { type FileHandle, open } from 'node:fs/promises';
import { TestbedError } from '../testbed-error.ts';
import { boxAt, boxesIn } from './boxes.ts';

/** Where the fragments of a track lie in its file and in time. Fragment k lies between the borders k and k + 1. */
export interface TrackIndex {
  /** Name of the file in the title's folder. */
  readonly file: string;
  /** As in a playlist (RFC 6381), such as `avc1.42c00d`. */
  readonly codec: string;
  readonly timescale: number;
  /** Bytes before the first fragment: `ftyp` and `moov`. */
  readonly offsets: readonly number[];
  /** Decoding times, in the timescale. */
  readonly times: readonly number[];
}

const BOX_HEADER = 8;
const HEAD_READ = 1 << 16; // bytes; the largest moof has a few hundred

/** A part of a file: what a fragment's index is made of without reading the pictures. */
interface Fragment {
  readonly start: number;
  readonly moof: Buffer;
}

/**
 * Reads the index of a fragmented file with one track. @param seconds when its last fragment ends
 * @param renumber numbers its fragments 2k + 1: sound has the even numbers
 * @throws TestbedError naming the file and the offset
 */
export async function indexTrack(folder: string, name: string, seconds: number, renumber: boolean): Promise<TrackIndex> {
  const file = await open(`${folder}/${name}`, 'r+');
  try {
    const { size } = await file.stat();
    const init = await readInit(file, name);
    const offsets: number[] = [];
    const times: number[] = [];
    for await (const { start, moof } of fragmentsOf(file, init.length, size, name)) {
      if (renumber) await file.write(Buffer.from([0, 0, (2 * offsets.length + 1) >> 8, (2 * offsets.length + 1) & 0xff]), 0, 4, start + boxAt(moof, 'moof/mfhd').content + 4);
      offsets.push(start);
      times.push(baseTime(moof));
    }
    const timescale = timescaleOf(init);
    return { file: name, codec: codecOf(init), timescale, offsets: [...offsets, size], times: [...times, Math.round(seconds * timescale)] };
  } finally {
    await file.close();
  }
}

async function readInit(file: FileHandle, name: string): Promise<Buffer> {
  const head = Buffer.alloc(HEAD_READ);
  const { bytesRead } = await file.read(head, 0, HEAD_READ, 0);
  let end = 0;
  while (end + BOX_HEADER <= bytesRead && head.toString('latin1', end + 4, end + BOX_HEADER) !== 'moof') end += head.readUInt32BE(end) || bytesRead;
  if (end + BOX_HEADER > bytesRead) throw new TestbedError(`${name}: found no moof in the first ${bytesRead} bytes, expected one after the moov`);
  return head.subarray(0, end);
}

async function* fragmentsOf(file: FileHandle, from: number, size: number, name: string): AsyncGenerator<Fragment> {
  const head = Buffer.alloc(HEAD_READ);
  for (let at = from; at < size; ) {
    const { bytesRead } = await file.read(head, 0, HEAD_READ, at);
    const length = head.readUInt32BE(0);
    if (length + BOX_HEADER > bytesRead || head.toString('latin1', 4, BOX_HEADER) !== 'moof') throw new TestbedError(`${name}: found no moof at offset ${at}`);
    yield { start: at, moof: Buffer.from(head.subarray(0, length)) };
    at += length + head.readUInt32BE(length);
  }
}

/** `baseMediaDecodeTime` of a fragment (ISO/IEC 14496-12, 8.8.12). */
export function baseTime(moof: Buffer): number {
  const { content } = boxAt(moof, 'moof/traf/tfdt');
  return moof[content] === 1 ? moof.readUInt32BE(content + 4) * 2 ** 32 + moof.readUInt32BE(content + 8) : moof.readUInt32BE(content + 4);
}

function timescaleOf(init: Buffer): number {
  const { content } = boxAt(init, 'moov/trak/mdia/mdhd');
  return init.readUInt32BE(content + (init[content] === 1 ? 20 : 12));
}

/** Of the first sample entry: profile, constraints and level from its `avcC`, or AAC-LC. */
function codecOf(init: Buffer): string {
  const descriptions = boxAt(init, 'moov/trak/mdia/minf/stbl/stsd');
  const [entry] = boxesIn(init, descriptions.content + 8, descriptions.end);
  if (entry?.type === 'mp4a') return 'mp4a.40.2';
  const visualEntry = 78; // bytes of a sample entry for pictures before its boxes
  const configuration = boxesIn(init, entry!.content + visualEntry, entry!.end).find((box) => box.type === 'avcC')!;
  return `avc1.${init.toString('hex', configuration.content + 1, configuration.content + 4)}`;
}
