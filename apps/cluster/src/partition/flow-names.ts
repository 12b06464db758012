import type { Endpoint, Flow } from '@tunnelscope/capture/batch';
import type { FlowTable } from '@tunnelscope/detector/live/flow-table';
import { MessageError } from '../message/message-error.ts';

/** What a tap calls a flow: the partition's number of it, and whether the tap has its ends the other way round. */
interface FlowName {
  readonly number: number;
  readonly turned: boolean;
}

/** The names that a tap has given in its present run. */
export type TapNames = Map<number, FlowName>;

/**
 * The partition's own numbers of flows. Each tap numbers them for itself; what two taps see of one flow comes together here. A flow
 * is known for as long as a tap may name it or it is followed.
 */
export class FlowNames {
  readonly #table: FlowTable;
  readonly #numbers = new Map<string, number>();
  /** How many taps have a name for it. */
  readonly #named = new Map<number, number>();
  #next = 0;

  constructor(table: FlowTable) {
    this.#table = table;
  }

  get next(): number {
    return this.#next;
  }

  /** Takes the table's flows up after it was restored. @param next number of the next new flow @param taps names in use */
  resume(next: number, taps: Iterable<TapNames>): void {
    this.#next = next;
    for (const flow of this.#table.known.values()) this.#numbers.set(key(flow), flow.number);
    for (const names of taps) for (const { number } of names.values()) this.#named.set(number, (this.#named.get(number) ?? 0) + 1);
  }

  /** A tap has a name for a flow from now on. */
  meet(names: TapNames, flow: Flow): void {
    this.release(names, flow.number);
    const name = key(flow);
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#next++;
      this.#numbers.set(name, number);
      this.#table.known.set(number, { ...flow, number });
    }
    this.#named.set(number, (this.#named.get(number) ?? 0) + 1);
    names.set(flow.number, { number, turned: text(this.#table.known.get(number)!.a) !== text(flow.a) });
  }

  /** A tap will not name the flow again. @returns the flow's number if no tap has a name for it now; else null */
  release(names: TapNames, local: number): number | null {
    const name = names.get(local);
    if (!name) return null;
    names.delete(local);
    const left = this.#named.get(name.number)! - 1;
    if (left > 0) {
      this.#named.set(name.number, left);
      return null;
    }
    this.#named.delete(name.number);
    return name.number;
  }

  /** Forgets a flow that no tap has a name for, if it is not followed either. */
  drop(number: number): void {
    if (this.#named.has(number) || this.#table.flows.has(number)) return;
    const flow = this.#table.known.get(number);
    if (!flow) return;
    this.#numbers.delete(key(flow));
    this.#table.forget(number);
  }

  /** Forgets all flows, which are followed no longer: the stream has ended. */
  clear(): void {
    for (const number of [...this.#table.known.keys()]) this.#table.forget(number);
    this.#numbers.clear();
    this.#named.clear();
  }
}

/** @throws MessageError if the tap has given no such name */
export function nameOf(names: TapNames, local: number, announced: ReadonlySet<number>): void {
  if (!names.has(local) && !announced.has(local)) throw new MessageError(0, `rows of flow ${local}`, 'a flow that the tap has described');
}

function key({ a, b, protocol }: Flow): string {
  const [one, other] = [text(a), text(b)];
  return one < other ? `${protocol} ${one} ${other}` : `${protocol} ${other} ${one}`;
}

const text = ({ address, port }: Endpoint) => `${address}|${port}`;
