import { run } from './run.ts';

/**
 * What the compiler says about a configuration, as "path(line,column): code".
 * @throws if the compiler fails in another way than by finding errors
 */
export async function typeErrors(folder: string, configuration: string): Promise<string[]> {
  const { exitCode, output, errors } = await run('tsc', ['-p', configuration, '--noEmit', '--pretty', 'false'], folder);
  const found = [...output.matchAll(/^(\S.*?\(\d+,\d+\)): error (TS\d+)|^error (TS\d+): .*/gm)].map((match) => (match[1] ? `${match[1]}: ${match[2]}` : match[0]));
  if (exitCode !== 0 && found.length === 0) throw new Error(`tsc -p ${configuration} in ${folder}: exit code ${exitCode}\n${output}${errors}`);
  return found;
}
