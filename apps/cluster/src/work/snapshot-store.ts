import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { Base64UrlPaddedCodec, Objm, type ObjectStore } from '@nats-io/obj';
import type { NatsConnection } from '@nats-io/transport-node';
import { SNAPSHOTS_STORE } from '../subjects.ts';

const STREAM = `OBJ_${SNAPSHOTS_STORE}`;
/** Subjects of what is said about objects; the rest is the name. */
const META = `$O.${SNAPSHOTS_STORE}.M.`;

/** Bytes a message: a server takes 1 MB. */
const CHUNK = 512 * 1024;
const PATIENCE = 30_000; // ms

/** Flow tables of partitions, each an object of the object store. */
export class SnapshotStore {
  readonly #store: ObjectStore;
  readonly #manager: JetStreamManager;

  private constructor(store: ObjectStore, manager: JetStreamManager) {
    this.#store = store;
    this.#manager = manager;
  }

  /** @throws what the server says, as where it was not made ready */
  static async open(connection: NatsConnection): Promise<SnapshotStore> {
    return new SnapshotStore(await new Objm(connection).open(SNAPSHOTS_STORE), await jetstreamManager(connection));
  }

  /** @param name of no object before */
  async put(name: string, bytes: Uint8Array): Promise<void> {
    await this.#store.put({ name, options: { max_chunk_size: CHUNK } }, chunks(bytes));
  }

  /** @throws Error if there is no such object, or it does not come whole */
  async get(name: string): Promise<Uint8Array> {
    // The library waits for ever where a chunk is missing.
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`snapshot ${name}: expected the whole object, found no more of it in ${PATIENCE / 1000} s`)), PATIENCE);
    });
    try {
      const bytes = await Promise.race([this.#store.getBlob(name), late]);
      if (bytes === null) throw new Error(`snapshot ${name}: found no such object in store ${SNAPSHOTS_STORE}`);
      return bytes;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Removes every trace of an object. The library's `delete` leaves a message, and every snapshot has a name of its own. */
  async remove(name: string): Promise<void> {
    const info = await this.#store.info(name);
    if (info === null) return;
    await this.#manager.streams.purge(STREAM, { filter: `$O.${SNAPSHOTS_STORE}.C.${info.nuid}` });
    await this.#manager.streams.purge(STREAM, { filter: META + Base64UrlPaddedCodec.encode(name) });
  }

  /** @returns the names of all objects that begin so */
  async list(prefix: string): Promise<string[]> {
    const { state } = await this.#manager.streams.info(STREAM, { subjects_filter: `${META}>` });
    return Object.keys(state.subjects ?? {})
      .map((subject) => Buffer.from(subject.slice(META.length), 'base64url').toString())
      .filter((name) => name.startsWith(prefix));
  }
}

/** Piece by piece: the library copies what it was given once for each message that it cuts off. */
function chunks(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let from = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(from, from + CHUNK));
      from += CHUNK;
    },
  });
}
