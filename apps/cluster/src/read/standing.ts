import type { NatsConnection } from '@nats-io/transport-node';
import { WorkersError } from './workers-error.ts';

/** Whether there is a connection now: what is asked while there is none would wait for its time to be over. */
export class Standing {
  readonly #connection: NatsConnection;
  readonly #status: ReturnType<NatsConnection['status']>;
  #away = false;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
    this.#status = connection.status();
    void this.#watch();
  }

  /** Null if there is one. */
  get fault(): WorkersError | null {
    return this.#away || this.#connection.isClosed() ? new WorkersError('no connection to the NATS server') : null;
  }

  /** @throws WorkersError if there is none */
  check(): void {
    if (this.fault) throw this.fault;
  }

  close(): void {
    (this.#status as { stop?: () => void }).stop?.();
  }

  async #watch(): Promise<void> {
    for await (const { type } of this.#status) {
      if (type === 'disconnect') this.#away = true;
      if (type === 'reconnect') this.#away = false;
    }
  }
}
