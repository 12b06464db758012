import type { Endpoint, Flow } from '@tunnelscope/capture/batch';
import type { FlowTable } from '@tunnelscope/detector/live/flow-table';

/** What a tap calls a flow: the partition's number of it, and whether the tap has its ends the other way round. */
interface FlowName {
  readonly number: number;
  readonly turned: boolean;
}

/** The names that a tap has given in its present run. */
export type TapNames = Map<number, FlowName>;

/**
 * The partition's own numbers of flows. Each tap numbers them for itself; what two taps see of one flow comes together here. A flow
 * is known for as long as a tap names it, or rows of it wait, or it is followed.
 */
export class FlowNames {
  readonly #table: FlowTable;
  readonly #numbers = new Map<string, number>();
  /** How many names of taps stand for it, also those that were given up behind rows which still wait. */
  readonly #named = new Map<number, number>();
  #next = 0;

  constructor(table: FlowTable) {
    this.#table = table;
  }

  get next(): number {
    return this.#next;
  }

  /** Takes the table's flows up after it was restored. @param next number of the next new flow @param held numbers of flows, once for each name that stands for them */
  resume(next: number, held: Iterable<number>): void {
    this.#next = next;
    for (const flow of this.#table.known.values()) this.#numbers.set(key(flow), flow.number);
    for (const number of held) this.#named.set(number, (this.#named.get(number) ?? 0) + 1);
  }

  /** A tap has a name for a flow from now on, in place of another flow that it called so. @returns the other flow's number, to be released; or null */
  meet(names: TapNames, flow: Flow): number | null {
    const before = names.get(flow.number)?.number ?? null;
    const name = key(flow);
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#next++;
      this.#numbers.set(name, number);
      this.#table.known.set(number, { ...flow, number });
    }
    this.#named.set(number, (this.#named.get(number) ?? 0) + 1);
    names.set(flow.number, { number, turned: text(this.#table.known.get(number)!.a) !== text(flow.a) });
    return before;
  }

  /** A name of a flow was given up, and what waited under it has had its time. @returns whether no tap has a name for it now */
  release(number: number): boolean {
    const left = this.#named.get(number)! - 1;
    if (left > 0) this.#named.set(number, left);
    else this.#named.delete(number);
    return left === 0;
  }

  /** Forgets a flow that no tap has a name for, if it is not followed either. */
  drop(number: number): void {
    if (this.#named.has(number) || this.#table.flows.has(number)) return;
    const flow = this.#table.known.get(number);
    if (!flow) return;
    this.#numbers.delete(key(flow));
    this.#table.forget(number);
  }

  /** Forgets all flows that are not followed and that no tap names. */
  dropAll(): void {
    for (const number of [...this.#table.known.keys()]) this.drop(number);
  }
}

function key({ a, b, protocol }: Flow): string {
  const [one, other] = [text(a), text(b)];
  return one < other ? `${protocol} ${one} ${other}` : `${protocol} ${other} ${one}`;
}

const text = ({ address, port }: Endpoint) => `${address}|${port}`;
