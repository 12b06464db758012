/** A question that costs something, asked once for all who want the answer at about the same time. */
export class Recent<Answer> {
  readonly #ask: () => Promise<Answer>;
  readonly #keep: number;
  #answer: Promise<Answer> | null = null;
  /** By the clock that nobody sets. */
  #until = -Infinity;

  /** @param keep ms that an answer is good for; one that took long is good for four times as long */
  constructor(ask: () => Promise<Answer>, keep: number) {
    this.#ask = ask;
    this.#keep = keep;
  }

  get(): Promise<Answer> {
    if (this.#answer !== null && performance.now() < this.#until) return this.#answer;
    const asked = performance.now();
    const answer = this.#ask();
    this.#answer = answer;
    this.#until = Infinity;
    answer.then(
      () => {
        this.#until = Math.max(asked + this.#keep, performance.now() + 4 * (performance.now() - asked));
      },
      () => {
        this.#until = -Infinity;
      },
    );
    return answer;
  }
}
