import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { Base64UrlPaddedCodec, Objm, type ObjectStore } from '@nats-io/obj';
import type { NatsConnection } from '@nats-io/transport-node';
import { SNAPSHOTS_STORE } from '../subjects.ts';

const STREAM = `OBJ_${SNAPSHOTS_STORE}`;
/** Subjects of what is said about objects; the rest is the name. */
const META = `$O.${SNAPSHOTS_STORE}.M.`;

/** Bytes a message: a server takes 1 MB. */
const CHUNK = 512 * 1024;
/** How long the next piece may be in coming. */
const PATIENCE = 10_000; // ms
/** Pieces without an object belong to one that is being written, or whose writer is dead for longer. */
const LEFT = 600_000; // ms

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

  /** @throws Error if there is no such object; StalledError if it stops coming */
  async get(name: string): Promise<Uint8Array> {
    const found = await this.#store.get(name);
    if (found === null) throw new Error(`snapshot ${name}: found no such object in store ${SNAPSHOTS_STORE}`);
    // It comes with the data, too.
    void found.error.catch(() => {});
    const bytes = new Uint8Array(found.info.size);
    let length = 0;
    const reader = found.data.getReader();
    try {
      for (;;) {
        const { done, value } = await inTime(reader.read(), `snapshot ${name}: found ${length} of its ${bytes.length} bytes, and no more in ${PATIENCE / 1000} s`);
        if (done) break;
        bytes.set(value, length);
        length += value.length;
      }
    } finally {
      void reader.cancel().catch(() => {});
    }
    return bytes;
  }

  /** Removes every trace of an object. The library's `delete` leaves a message, and every snapshot has a name of its own. */
  async remove(name: string): Promise<void> {
    const info = await this.#store.info(name);
    if (info === null) return;
    await this.#manager.streams.purge(STREAM, { filter: `$O.${SNAPSHOTS_STORE}.C.${info.nuid}` });
    await this.#manager.streams.purge(STREAM, { filter: META + Base64UrlPaddedCodec.encode(name) });
  }

  /** Removes pieces of objects whose writer died before they were whole. @param left ms that no piece has come for */
  async removePieces(left = LEFT): Promise<void> {
    const prefix = `$O.${SNAPSHOTS_STORE}.C.`;
    const { state } = await this.#manager.streams.info(STREAM, { subjects_filter: `${prefix}>` });
    // By the server's clock alone: what was written last is as good as now.
    const now = Date.parse(state.last_ts);
    const old: string[] = [];
    for (const subject of Object.keys(state.subjects ?? {})) {
      const last = await this.#manager.streams.getMessage(STREAM, { last_by_subj: subject });
      if (last !== null && now - last.time.getTime() > left) old.push(subject);
    }
    if (old.length === 0) return;
    const whole = await Promise.all((await this.list('')).map(async (name) => prefix + (await this.#store.info(name))?.nuid));
    for (const subject of old) {
      if (!whole.includes(subject)) await this.#manager.streams.purge(STREAM, { filter: subject });
    }
  }

  /** @returns the names of all objects that begin so */
  async list(prefix: string): Promise<string[]> {
    const { state } = await this.#manager.streams.info(STREAM, { subjects_filter: `${META}>` });
    return Object.keys(state.subjects ?? {})
      .map((subject) => Buffer.from(subject.slice(META.length), 'base64url').toString())
      .filter((name) => name.startsWith(prefix));
  }
}

/** The library waits for ever where a piece is missing. @throws StalledError with the message if it does not come in time */
async function inTime<Result>(coming: Promise<Result>, message: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StalledError(message)), PATIENCE);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What comes from the server has stopped. It may come when asked again. */
class StalledError extends Error {
  override readonly name = 'TimeoutError';
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
