import { Problem } from '../problem/problem.ts';
import { StoreError } from '../store/store-error.ts';
import { storeProblem } from '../store/store-problem.ts';
import { CaptureFault, type Judged } from './judge-uploads.ts';

export type LineFormat = 'ndjson' | 'json';

const encoder = new TextEncoder();

/**
 * Lines as they come: NDJSON, or the elements of one JSON array. A capture's fault stands as `{"problem": …}` where its
 * lines end; in an array only if there are none, since otherwise its primary flow's warnings name it. What ends the
 * request as a whole is the last line of NDJSON; an array stays unfinished, so that nobody takes it for whole.
 * @param first what is known already
 */
export async function* answerLines(first: readonly Judged[], rest: AsyncIterator<Judged>, format: LineFormat): AsyncGenerator<Uint8Array, void, undefined> {
  const array = format === 'json';
  let written = 0;

  const element = (value: object) => encoder.encode(`${array ? (written++ === 0 ? '[' : ',\n') : ''}${JSON.stringify(value)}${array ? '' : '\n'}`);
  function* write(judged: Judged): Generator<Uint8Array> {
    if (!(judged instanceof CaptureFault)) yield element(judged);
    else if (!array || judged.lines === 0) yield element({ problem: judged.problem.details() });
  }

  try {
    for (const judged of first) yield* write(judged);
    for (let step = await rest.next(); !step.done; step = await rest.next()) yield* write(step.value);
    if (array) yield encoder.encode(written === 0 ? '[]\n' : ']\n');
  } catch (error) {
    const problem = error instanceof StoreError ? storeProblem(error) : error;
    if (array || !(problem instanceof Problem)) throw error;
    yield element({ problem: problem.details() });
  } finally {
    await rest.return?.();
  }
}
