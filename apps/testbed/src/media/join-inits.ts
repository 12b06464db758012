import { type Box, boxAt, boxesIn, makeBox } from './boxes.ts';

/** The head of a file with pictures and sound: the tracks of two heads side by side. */
export function joinInits(video: Buffer, audio: Buffer): Buffer {
  const extend = (init: Buffer) => inside(init, 'moov/mvex', 'trex');
  return Buffer.concat([
    copyOf(video, boxAt(video, 'ftyp')),
    makeBox('moov', copyOf(video, boxAt(video, 'moov/mvhd')), ...inside(video, 'moov', 'trak'), ...inside(audio, 'moov', 'trak'), makeBox('mvex', ...extend(video), ...extend(audio))),
  ]);
}

function inside(bytes: Buffer, path: string, type: string): Buffer[] {
  const { content, end } = boxAt(bytes, path);
  return boxesIn(bytes, content, end)
    .filter((box) => box.type === type)
    .map((box) => copyOf(bytes, box));
}

function copyOf(bytes: Buffer, { start, end }: Box): Buffer {
  return bytes.subarray(start, end);
}
