import type { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';

/** What Chromium sends beside the path; a player's requests are as long as this and their address. */
export const REQUEST_HEADERS: Readonly<Record<string, string>> = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  'sec-ch-ua': '"Chromium";v="156", "Not_A Brand";v="24"',
  'sec-ch-ua-mobile': '?0',
  'sec-ch-ua-platform': '"Linux"',
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-US,en;q=0.9',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
};

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number;
  /** Without compression; empty if it was not to be kept. */
  readonly body: Buffer;
  /** As sent. */
  readonly bytes: number;
  /** From the request to the first byte of the body. */
  readonly firstByteMilliseconds: number;
  /** From the request to the end. */
  readonly milliseconds: number;
}

/**
 * Reads an answer to its end.
 * @param onHead called once, tells status and Content-Encoding by its argument as soon as they are known
 * @param sent when the request was sent, by `performance.now()`
 */
export function readAnswer(
  stream: Readable,
  keep: boolean,
  onHead: (answered: (status: number, encoding: string | undefined) => void) => void,
  sent = performance.now(),
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let status = 0;
    let packed = false;
    let bytes = 0;
    let first: number | null = null;
    onHead((known, encoding) => {
      status = known;
      packed = encoding === 'gzip';
    });
    stream.on('data', (piece: Buffer) => {
      first ??= performance.now() - sent;
      bytes += piece.length;
      if (keep) pieces.push(piece);
    });
    stream.once('end', () => {
      const milliseconds = performance.now() - sent;
      const received = Buffer.concat(pieces);
      resolve({ status, body: packed && keep ? gunzipSync(received) : received, bytes, firstByteMilliseconds: first ?? milliseconds, milliseconds });
    });
    stream.once('error', reject);
    stream.once('close', () => reject(new Error('the answer was cut off')));
  });
}
