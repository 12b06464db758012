import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CaptureError } from '../packages/capture/src/errors.ts';
import { openCapture } from '../packages/capture/src/file.ts';
import { readCapture } from '../packages/capture/src/read.ts';
import { type Engine, ENGINES } from '../packages/core/src/kernels.ts';
import { loadKernels } from '../packages/core/src/load.ts';
import { createStatistics } from '../packages/capture/src/statistics.ts';
import { expectedCaptures } from './expectations.ts';
import { FlowTotals } from './flow-totals.ts';
import { readText, REPOSITORY } from './repository.ts';

const kernels = { wasm: await loadKernels('wasm'), typescript: await loadKernels('typescript') };

/** Reads a capture to its end or first fault. */
async function read(path: string, engine: Engine) {
  const statistics = createStatistics();
  const totals = new FlowTotals();
  let error: unknown = null;
  try {
    for await (const batch of readCapture(openCapture(join(REPOSITORY, path)), kernels[engine], { statistics })) totals.add(batch);
  } catch (thrown) {
    error = thrown;
  }
  return { statistics, totals, error };
}

/** Every capture of a folder of test-data, for both twins. */
const cases = (folder: Parameters<typeof expectedCaptures>[1]) => expectedCaptures(REPOSITORY, folder).flatMap((path) => ENGINES.map((engine) => [path, engine] as const));

const expectation = (path: string) => JSON.parse(readText(REPOSITORY, `${path}.expected.json`));

describe.each(['recorded', 'variants', 'link-types'] as const)('%s captures hold what other tools find in them', (folder) => {
  test.each(cases(folder))('%s, %s', async (path, engine) => {
    const { format, compression, resolution, notIp, warnings = [], ...expected } = expectation(path);
    const { statistics, totals, error } = await read(path, engine);
    expect(error).toBe(null);
    expect(totals.summary()).toEqual(expected);
    expect({ packets: statistics.packets, bytes: statistics.bytes, flows: statistics.flows }).toEqual({
      packets: expected.packets,
      bytes: expected.bytes,
      flows: expected.flows,
    });
    expect(format.startsWith(statistics.format)).toBe(true);
    expect(statistics.resolution).toBe(resolution);
    expect(statistics.compression.join() || 'none').toBe(compression);
    expect(Object.values(statistics.skipped).reduce((sum, count) => sum + count, 0)).toBe(notIp ?? 0);
    expect(statistics.warnings.map(({ kind }) => kind)).toEqual(warnings);
  });
});

describe('corrupt captures: the error says what is wrong where, and what came before it is handed out', () => {
  test.each(cases('corrupt'))('%s, %s', async (path, engine) => {
    const { kind, offset, line, column, packets, warning } = expectation(path);
    const { statistics, totals, error } = await read(path, engine);
    const [least, most] = Array.isArray(packets) ? packets : [packets, packets];
    expect(totals.summary().packets).toBeGreaterThanOrEqual(least);
    expect(totals.summary().packets).toBeLessThanOrEqual(most);
    if (warning) {
      expect(error).toBe(null);
      expect(statistics.warnings.map((each) => each.kind)).toEqual([warning]);
      return;
    }
    expect(error).toBeInstanceOf(CaptureError);
    if (!(error instanceof CaptureError)) return;
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(path);
    if (line !== undefined) expect(error.message).toMatch(new RegExp(`\\bline ${line}\\b`));
    if (column !== undefined) expect(error.message).toContain(`column ${column}`);
    if (offset !== undefined) expect(error.message).toMatch(offset === 'any' ? /\bbyte \d+/ : new RegExp(`\\bbyte ${offset}\\b`));
  });
});
