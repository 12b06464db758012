/** How rows are ranked: what belongs together stays together, the heaviest first. */
export interface Ranking<Row> {
  /** Rows of one group come one after the other and stay in their order. Of equally heavy groups the one whose name comes first stands first. */
  group(row: Row): string;
  /** A group weighs the sum of its rows. */
  weight(row: Row): number;
}

interface Group<Row> {
  readonly name: string;
  weight: number;
  readonly rows: Row[];
}

/** So many groups at least are kept between two clearances, beyond those that will be shown. */
const SLACK = 1000;

/** The rows of a table that will be shown, however many there are: the others are counted and forgotten. */
export class HeaviestRows<Row> {
  /** Rows so far, forgotten ones included. */
  count = 0;
  readonly #ranking: Ranking<Row>;
  readonly #top: number;
  #groups: Group<Row>[] = [];

  /** @param top rows that will be shown; 0 = all */
  constructor(ranking: Ranking<Row>, top: number) {
    this.#ranking = ranking;
    this.#top = top === 0 ? Infinity : top;
  }

  add(row: Row): void {
    const name = this.#ranking.group(row);
    let group = this.#groups.at(-1);
    if (group?.name !== name) {
      if (this.#groups.length >= this.#top + SLACK) this.#clear();
      group = { name, weight: 0, rows: [] };
      this.#groups.push(group);
    }
    this.count++;
    group.weight += this.#ranking.weight(row);
    if (group.rows.length < this.#top) group.rows.push(row);
  }

  /** In the order of the table. */
  rows(): Row[] {
    this.#clear();
    const rows = this.#groups.flatMap((group) => group.rows);
    return this.#top === Infinity ? rows : rows.slice(0, this.#top);
  }

  /** A group has a row at least: beyond so many groups nothing is shown. */
  #clear(): void {
    this.#groups.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    if (this.#groups.length > this.#top) this.#groups.length = this.#top;
  }
}
