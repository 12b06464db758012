import { flowId } from '@tunnelscope/detector/flow-id';
import type { FlowTable } from '@tunnelscope/detector/live/flow-table';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';

/** Flows by their identifiers, made anew when one is asked for that is not in it and flows came since: to keep it always would cost each flow a hash. */
export class FlowIndex {
  readonly #table: FlowTable;
  readonly #numbers = new Map<string, number>();
  /** How many flows there had been when it was made. */
  #flows = -1;

  constructor(table: FlowTable) {
    this.#table = table;
  }

  /** Undefined if it is not followed. */
  flowOf(id: string): LiveFlow | undefined {
    const { flows, counts } = this.#table;
    const known = flows.get(this.#numbers.get(id) ?? -1);
    if (known || counts.flows === this.#flows) return known;
    this.#flows = counts.flows;
    this.#numbers.clear();
    for (const [number, { flow }] of flows) this.#numbers.set(flowId(flow), number);
    return flows.get(this.#numbers.get(id) ?? -1);
  }
}
