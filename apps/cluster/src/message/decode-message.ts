import { ByteReader } from './byte-reader.ts';
import { readHeader } from './header-form.ts';
import type { Message } from './message.ts';
import { readSteps } from './step-form.ts';

/**
 * Reads a message of a tap. What it takes is at most some times the bytes.
 * @throws MessageError if the bytes are none @throws VersionError if it is newer than this program
 */
export function decodeMessage(bytes: Uint8Array): Message {
  const input = new ByteReader(bytes);
  const header = readHeader(input);
  return { header, steps: readSteps(input, header.time) };
}
