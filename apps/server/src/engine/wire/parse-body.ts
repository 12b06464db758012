import { BINARY_TYPE, parseBinary } from './binary.ts';
import { NDJSON_TYPE, parseNdjson } from './ndjson.ts';
import type { PushedBatch } from './pushed-batch.ts';
import { sortPackets } from './sort-packets.ts';

export type WireFormat = 'binary' | 'ndjson';

/** @returns what a body of this content type is; null for any other */
export function wireFormat(contentType: string | undefined): WireFormat | null {
  const type = (contentType ?? '').split(';')[0]!.trim().toLowerCase();
  if (type === BINARY_TYPE) return 'binary';
  return type === NDJSON_TYPE || type === 'application/ndjson' ? 'ndjson' : null;
}

/** @returns the batch, its packets in the order of their times @throws WireError that says where it is no batch */
export function parseBody(format: WireFormat, body: Uint8Array): PushedBatch {
  return sortPackets(format === 'binary' ? parseBinary(body) : parseNdjson(body));
}
