const CHUNK = 256 * 1024;

/** A capture in memory as a source to read, in the pieces that a file would come in. Each is a copy, as the system's would be. */
export function memorySource(name: string, content: Uint8Array) {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < content.length; start += CHUNK) yield content.slice(start, start + CHUNK);
  }
  return { name, bytes: bytes(), bytesTotal: content.length };
}
