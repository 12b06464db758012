import { errors, type NatsConnection } from '@nats-io/transport-node';

/** Whether the server is there. What is published while it is not would be kept in memory without bound: who publishes waits here first. */
export class ServerLink {
  #back: PromiseWithResolvers<void> | null = null;
  /** Ends the waiting for answers that do not come any more. */
  readonly #waiting = new Set<() => void>();

  constructor(connection: NatsConnection) {
    void this.#watch(connection);
  }

  get up(): boolean {
    return this.#back === null;
  }

  /** @returns once the server is there, the connection was closed for good, or the signal was given */
  async whenUp(signal: AbortSignal): Promise<void> {
    if (this.#back === null || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const done = () => resolve();
    signal.addEventListener('abort', done);
    void this.#back.promise.then(resolve);
    await promise;
    signal.removeEventListener('abort', done);
  }

  /** The answer to a request. @throws at once if the connection breaks meanwhile: the library would wait until time is up */
  answer<T>(request: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const lost = () => reject(new errors.ConnectionError('the connection broke'));
      this.#waiting.add(lost);
      void request.then(resolve, reject).finally(() => this.#waiting.delete(lost));
    });
  }

  async #watch(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') {
        this.#back ??= Promise.withResolvers();
        for (const lost of this.#waiting) lost();
      }
      if (type === 'reconnect') this.#restore();
    }
    this.#restore();
  }

  #restore(): void {
    this.#back?.resolve();
    this.#back = null;
  }
}
