import { Counter, Gauge, type Registry } from 'prom-client';

/** One who follows events over a connection. */
export interface EventClient {
  /** Milliseconds of the clock since which it has taken nothing of what is there for it; null: it waits for more. */
  readonly stalledSince: number | null;
  /** Breaks the connection off. */
  drop(): void;
}

export interface ClientLimits {
  /** How long a client may take nothing, in ms. */
  readonly stall: number;
  /** How long a client that nothing happens for waits for a sign of life, in ms. */
  readonly heartbeat: number;
}

const CLIENT_LIMITS: ClientLimits = { stall: 30_000, heartbeat: 15_000 };

/** How often it is looked for slow ones. */
const LOOK = 1000; // ms

/** Everybody who follows events. Nothing is kept for a client but a place in the list of events; who takes nothing for long is dropped. */
export class EventClients {
  readonly limits: ClientLimits;
  /** Clients that were dropped. */
  dropped = 0;
  readonly #clients = new Set<EventClient>();
  readonly #now: () => number;
  readonly #counter: Counter;
  #timer: NodeJS.Timeout | null = null;

  /** @param now milliseconds from any fixed moment on */
  constructor(registry: Registry, now: () => number, limits: Partial<ClientLimits> = {}) {
    this.#now = now;
    this.limits = { ...CLIENT_LIMITS, ...limits };
    const clients = this.#clients;
    this.#counter = new Counter({ name: 'tunnelscope_event_clients_dropped_total', help: 'Clients of the event stream that took nothing for too long.', registers: [registry] });
    new Gauge({
      name: 'tunnelscope_event_clients', help: 'Clients of the event stream.', registers: [registry],
      collect() {
        this.set(clients.size);
      },
    });
  }

  get size(): number {
    return this.#clients.size;
  }

  add(client: EventClient): void {
    this.#clients.add(client);
    this.#timer ??= setInterval(() => this.#look(), Math.min(LOOK, this.limits.stall)).unref();
  }

  remove(client: EventClient): void {
    this.#clients.delete(client);
    if (this.#clients.size > 0 || !this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #look(): void {
    const now = this.#now();
    for (const client of [...this.#clients]) {
      if (client.stalledSince === null || now - client.stalledSince < this.limits.stall) continue;
      this.dropped++;
      this.#counter.inc();
      this.remove(client);
      client.drop();
    }
  }
}
