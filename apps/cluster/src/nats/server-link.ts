import type { NatsConnection } from '@nats-io/transport-node';

/** Whether the server is there. What is published while it is not would be kept in memory without bound: who publishes waits here first. */
export class ServerLink {
  #back: PromiseWithResolvers<void> | null = null;

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

  async #watch(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') this.#back ??= Promise.withResolvers();
      if (type === 'reconnect') this.#restore();
    }
    this.#restore();
  }

  #restore(): void {
    this.#back?.resolve();
    this.#back = null;
  }
}
