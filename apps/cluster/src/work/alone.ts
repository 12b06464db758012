/** Does one thing after another, in the order in which they were asked for. */
export class Alone {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what it comes to, once all that was asked for before has ended */
  do<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => {});
    return result;
  }
}
