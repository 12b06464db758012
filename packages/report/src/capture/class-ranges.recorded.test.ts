import { loadCaptures } from '@tunnelscope/dataset/load';
import { readManifest } from '@tunnelscope/dataset/manifest';
import { schemaHash } from '@tunnelscope/model/features/schema';
import { inputsOf } from '@tunnelscope/model/judge';
import { expect, test } from 'vitest';
import { kernels, RECORDED } from '../look.fixture.ts';
import { measureRanges, rangesFor } from './class-ranges.ts';

const { captures } = await readManifest(`${RECORDED}manifest.csv`);
const calls = await loadCaptures(captures.filter(({ label }) => label === 'call' || label === 'vod').slice(0, 6), { kernels, resolution: 'packet' });

test('ranges are those of the windows of each class', () => {
  const parts = measureRanges(calls, 'packet', [30, 60]);
  expect(parts.map(({ windowSeconds, stage }) => [windowSeconds, stage])).toEqual([[30, 'kind'], [30, 'liveness'], [60, 'kind'], [60, 'liveness']]);
  const { windows, ranges, schemaHash: hash } = parts[3]!;
  const { schema, from } = inputsOf('liveness', 'packet');
  expect(hash).toBe(schemaHash(schema));
  const vod = calls.filter(({ outcome }) => outcome === 'vod').flatMap(({ record }) => record.windows.filter(({ seconds }) => seconds === 60));
  expect(windows.vod).toBe(vod.length);
  const values = vod.map(({ liveness }) => from(liveness)[1]!).sort((a, b) => a - b);
  const [low, middle, high] = ranges.vod![1]!;
  expect(values[0]! <= low && low <= middle && middle <= high && high <= values.at(-1)! * 1.001).toBe(true);
  expect(ranges.broadcast).toBeUndefined();
});

test('ranges of inputs that are defined otherwise are not known', () => {
  expect(rangesFor('packet', 60, 'kind', 'another definition')).toBeNull();
});
