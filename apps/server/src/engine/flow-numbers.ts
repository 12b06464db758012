import type { Flow } from '@tunnelscope/capture/batch';

/** Most flows that have a number at a time, as many as a capture's reader knows. */
const MOST_FLOWS = 262_144;

interface Numbered {
  readonly flow: Flow;
  readonly id: string;
}

/**
 * The numbers that flows have in the running detector, whichever sensor or source tells of them: the same 5-tuple is the
 * same flow. When there are too many, the one that was told of longest ago is forgotten.
 */
export class FlowNumbers {
  readonly #most: number;
  readonly #idOf: (flow: Flow) => string;
  /** In the order in which they were last told of. */
  readonly #byKey = new Map<string, Numbered>();
  readonly #byId = new Map<string, number>();
  readonly #ids = new Map<number, string>();
  #next = 0;

  /** @param idOf the identifier that a flow is shown by */
  constructor(idOf: (flow: Flow) => string, most = MOST_FLOWS) {
    this.#idOf = idOf;
    this.#most = most;
  }

  /** Begins a batch: says what its flows are called, and what that changes. */
  batch(): BatchNumbers {
    const newFlows: Flow[] = [];
    const evictedFlows: number[] = [];
    return { newFlows, evictedFlows, swapped: (told) => this.#tell(told, newFlows, evictedFlows) };
  }

  /** The number of the flow with an identifier; null if it has none. */
  numberOf(id: string): number | null {
    return this.#byId.get(id) ?? null;
  }

  /** The identifier of the flow with a number; null once that is forgotten. */
  idOf(number: number): string | null {
    return this.#ids.get(number) ?? null;
  }

  #tell({ a, b, protocol }: Omit<Flow, 'number'>, newFlows: Flow[], evictedFlows: number[]): { readonly number: number; readonly swap: boolean } {
    const [one, other] = [`${a.address} ${a.port}`, `${b.address} ${b.port}`];
    const key = one < other ? `${protocol} ${one} ${other}` : `${protocol} ${other} ${one}`;
    let known = this.#byKey.get(key);
    if (known === undefined) {
      const flow = { number: this.#next++, a, b, protocol };
      known = { flow, id: this.#idOf(flow) };
      newFlows.push(flow);
      this.#byId.set(known.id, flow.number);
      this.#ids.set(flow.number, known.id);
    } else {
      this.#byKey.delete(key);
    }
    this.#byKey.set(key, known);
    if (this.#byKey.size > this.#most) this.#forget(evictedFlows);
    return { number: known.flow.number, swap: known.flow.a.address !== a.address || known.flow.a.port !== a.port };
  }

  #forget(evictedFlows: number[]): void {
    const [key, { flow, id }] = this.#byKey.entries().next().value!;
    this.#byKey.delete(key);
    this.#byId.delete(id);
    this.#ids.delete(flow.number);
    evictedFlows.push(flow.number);
  }
}

export interface BatchNumbers {
  /** Flows that had no number before, ascending. */
  readonly newFlows: Flow[];
  /** Those that have none any more: their last packets may still be in this batch. */
  readonly evictedFlows: number[];
  /** @returns the flow's number, and whether its ends are known the other way round */
  readonly swapped: (told: Omit<Flow, 'number'>) => { readonly number: number; readonly swap: boolean };
}
