import { UsageError } from '../exit.ts';

/** @returns an error that says where in a condition something is wrong, with a mark below the place */
export function whereError(text: string, position: number, problem: string): UsageError {
  const found = text.slice(position, position + 20);
  return new UsageError(`--where, character ${position + 1}: ${problem}, found ${found === '' ? 'the end' : JSON.stringify(found)} in: ${text}`);
}
