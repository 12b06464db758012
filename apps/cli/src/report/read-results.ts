import { readFile } from 'node:fs/promises';
import type { Evaluation } from '@tunnelscope/dataset/summary';
import { describeFileError } from '../complain.ts';
import { InputError, UsageError } from '../exit.ts';
import { faultOf, SHAPE } from './result-shape.ts';

/**
 * Reads results of `evaluate --json`, one a line.
 * @returns null where the files are no JSON, but manifests
 * @throws UsageError where some are and some are not; InputError with file, line, what was found and what was expected
 */
export async function readResults(files: readonly string[]): Promise<Evaluation[] | null> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch((error: unknown) => {
    throw new InputError(describeFileError(file, error));
  })));
  const results = texts.map((text) => text.trimStart().startsWith('{'));
  if (!results.includes(true)) return null;
  if (results.includes(false)) throw new UsageError(`${files[results.indexOf(false)]}: found no results of evaluate --json as in the other files: give results or manifests, not both`);
  return texts.flatMap((text, i) => text.split('\n').flatMap((line, number) => (line.trim() === '' ? [] : [parse(line, `${files[i]}, line ${number + 1}`)])));
}

function parse(line: string, place: string): Evaluation {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new InputError(`${place}: not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const fault = faultOf(value, SHAPE, '');
  if (fault !== null) throw new InputError(`${place}: ${fault}, expected a result of evaluate --json`);
  // Results of earlier versions do not say what was held out, nor when each flow had its verdict.
  const result = value as Evaluation;
  return { ...result, by: result.by ?? null, timeToVerdict: { ...result.timeToVerdict, curve: result.timeToVerdict.curve ?? [] } };
}
