import { answerTasks } from './answer.ts';

/** What one task of the tests does, in this order. */
export interface Counting {
  readonly name: string;
  /** Waits until this element of the shared numbers is not 0. */
  readonly waitFor?: number;
  /** Adds 1 to this element with each item. */
  readonly count?: number;
  /** Items to yield: 0, 1, 2 … */
  readonly items: number;
  /** Yields until it is interrupted, and one item more. */
  readonly untilInterrupted?: boolean;
  readonly ending?: 'throws' | 'exits';
}

answerTasks<Int32Array, Counting, string, number>(async (shared) => async function* (task, { interrupt, note }) {
  if (task.waitFor !== undefined) await Atomics.waitAsync(shared, task.waitFor, 0).value;
  for (let i = 0; i < task.items; i++) {
    yield `${task.name} ${i}`;
    if (task.count !== undefined) Atomics.add(shared, task.count, 1);
    note(i);
  }
  if (task.untilInterrupted) {
    yield `${task.name} waits`;
    await new Promise((resolve) => interrupt.addEventListener('abort', resolve));
    yield `${task.name} interrupted`;
  }
  if (task.ending === 'throws') throw new RangeError(`${task.name} went wrong`);
  if (task.ending === 'exits') process.exit(7);
});
