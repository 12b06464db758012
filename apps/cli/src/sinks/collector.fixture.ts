import type { Output } from '../output.ts';

/** An output that keeps what is written, and marks what is painted. */
export function collector(width = Infinity): Output & { readonly bytes: () => Buffer; readonly text: () => string } {
  const chunks: Buffer[] = [];
  return {
    width,
    terminal: false,
    close: async () => {},
    discard: async () => {},
    path: null,
    paint: (_style, text) => text,
    write: async (chunk) => {
      chunks.push(Buffer.from(chunk));
    },
    bytes: () => Buffer.concat(chunks),
    text: () => Buffer.concat(chunks).toString(),
  };
}
