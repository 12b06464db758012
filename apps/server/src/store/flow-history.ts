import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { FlowLine } from '@tunnelscope/detector/live/flow-line';

/** A flow that ended. */
export interface EndedFlow {
  readonly key: number;
  /** JSON: a FlowLine, and why it ended. */
  readonly line: string;
}

/** What flows are sorted by. */
export const FLOW_SORTS = ['start', 'duration', 'packets', 'bytes', 'bytesDown', 'bytesUp', 'bitsPerSecond', 'probability'] as const;
export type FlowSort = (typeof FLOW_SORTS)[number];

const EXPRESSIONS: Readonly<Record<FlowSort, string>> = {
  // A flow that has ended sends nothing.
  bitsPerSecond: '0', start: 'start', duration: 'duration', packets: 'packets', bytes: 'bytes_down + bytes_up', bytesDown: 'bytes_down', bytesUp: 'bytes_up', probability: 'probability',
};

/** Conditions that all hold. */
export interface FlowFilter {
  readonly verdict?: string | undefined;
  /** Of either end. */
  readonly address?: string | undefined;
  readonly protocol?: number | undefined;
  readonly tunnel?: string | undefined;
  readonly minBytes?: number | undefined;
}

/** A place between two flows of an order: what the one before it is sorted by, and its number or key. */
export interface FlowPlace {
  readonly value: number;
  readonly tie: number;
}

export interface FlowOrder {
  readonly sort: FlowSort;
  readonly descending: boolean;
}

/** Flows that have ended, as they were then. */
export class FlowHistory {
  readonly #database: DatabaseSync;
  readonly #add: StatementSync;
  readonly #latest: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#add = database.prepare(`INSERT INTO flows (recorded, id, client, server, protocol, tunnel, verdict, probability, start, duration, packets, bytes_down, bytes_up, line, detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#latest = database.prepare('SELECT key, line, detail FROM flows WHERE id = ? ORDER BY key DESC LIMIT 1');
  }

  /** Within a transaction. @param detail JSON @param recorded epoch ms */
  add(line: FlowLine & { readonly ended: string }, detail: string, recorded: number): void {
    const { flow, verdict, probability, start, durationSeconds, packets, bytesDown, bytesUp } = line;
    this.#add.run(recorded, flow.id, flow.client, flow.server, flow.protocol, flow.tunnel, verdict, probability ?? 0, Date.parse(start), durationSeconds, packets, bytesDown, bytesUp, JSON.stringify(line), detail);
  }

  /** The last time that a flow of this identifier ended. */
  latest(id: string): { readonly line: string; readonly detail: string } | null {
    return (this.#latest.get(id) as { line: string; detail: string } | undefined) ?? null;
  }

  find({ verdict, address, protocol, tunnel, minBytes }: FlowFilter, { sort, descending }: FlowOrder, after: FlowPlace | null, most: number): (EndedFlow & { readonly value: number })[] {
    const expression = EXPRESSIONS[sort];
    const conditions: string[] = [];
    const values: SQLInputValue[] = [];
    const where = (condition: string, ...bound: (SQLInputValue | undefined)[]) => {
      if (bound.includes(undefined)) return;
      conditions.push(condition);
      values.push(...(bound as SQLInputValue[]));
    };
    where('verdict = ?', verdict);
    where('(client = ? OR server = ?)', address, address);
    where('protocol = ?', protocol);
    where('tunnel = ?', tunnel);
    where('bytes_down + bytes_up >= ?', minBytes);
    where(`(${expression}, key) ${descending ? '<' : '>'} (?, ?)`, after?.value, after?.tie);
    const clause = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
    const direction = descending ? 'DESC' : 'ASC';
    const order = `ORDER BY value ${direction}, key ${direction}`;
    // Lines are fetched of the page alone: sorted with all others they take most of the time.
    const sql = `SELECT key, line, value FROM (SELECT key, ${expression} AS value FROM flows${clause} ${order} LIMIT ?) JOIN flows USING (key) ${order}`;
    return this.#database.prepare(sql).all(...values, most) as unknown as (EndedFlow & { value: number })[];
  }
}
