import { ByteWriter } from '../message/byte-writer.ts';
import { writeHeader } from '../message/header-form.ts';
import type { MessageHeader } from '../message/message.ts';

/** A message of the tap: its header, and steps that were written before. @param parts steps; the times of each are counted from the header's */
export function encodeMessage(header: MessageHeader, ...parts: readonly Uint8Array[]): Uint8Array {
  const out = new ByteWriter();
  writeHeader(out, header);
  for (const part of parts) out.raw(part);
  return out.take();
}
