import { PassThrough } from 'node:stream';

/** A keyboard that nobody types on. */
export function idleKeyboard(): NodeJS.ReadStream {
  const keyboard = Object.assign(new PassThrough(), { isTTY: true, isRaw: false, setRawMode: () => keyboard, ref: () => keyboard, unref: () => keyboard });
  return keyboard as unknown as NodeJS.ReadStream;
}
