import { loadKernels } from '@tunnelscope/core';
import { judgeWindows } from '@tunnelscope/model/judge';
import { featureNames, schemaHash } from '@tunnelscope/model/features/schema';
import { KIND_INPUTS, PACKET_INPUTS } from '@tunnelscope/model/features/inputs';
import { KINDS, OUTCOMES } from '@tunnelscope/model/outcome';
import { expect, test } from 'vitest';
import { captureOf, LIVE, type Measured, VIDEO, VOD } from './labelled-capture.fixture.ts';
import { likeness } from './groups.ts';
import { windowsOf } from './labelled-window.ts';
import { trainPart } from './train-part.ts';
import { trainedPart } from './trained-part.fixture.ts';
import { trainingTable } from './training-table.ts';

const kernels = await loadKernels('wasm');
const CALL: Measured = { rate_down: 5, rate_up: 5, packet_size_down: 500, packet_size_up: 500, uplink_share: 0.5, cv_packets_down: 0.1, cv_packets_up: 0.1, active_share: 1 };
const captures = Array.from({ length: 24 }, (_, i) => {
  const [label, measured] = ([['live', LIVE], ['vod', VOD], ['call', CALL]] as const)[i % 3]!;
  return captureOf(`${label}${i}`, label, measured);
});
const windows = windowsOf(captures, 30);
const table = trainingTable(windows, 'packet');
const groups = likeness(captures);
const options = { trainer: 'extra-trees', trees: 20, seed: 1, windowSeconds: 30, kernels } as const;
const part = trainPart(table, groups, options);

test('tells apart what is told apart by its features', () => {
  const table = judgeWindows(part, windows.slice(0, 4 * 3), kernels);
  for (const [row, { outcome }] of windows.slice(0, 4 * 3).entries()) {
    const probabilities = table.subarray(row * OUTCOMES.length, (row + 1) * OUTCOMES.length);
    expect(OUTCOMES[probabilities.indexOf(Math.max(...probabilities))], `row ${row}`).toBe(outcome);
  }
});

test('says what it was trained on, and the middle and ends of its inputs', () => {
  expect(part).toMatchObject({ resolution: 'packet', windowSeconds: 30 });
  expect(part.kind).toMatchObject({ features: featureNames(KIND_INPUTS.schema), schemaHash: schemaHash(KIND_INPUTS.schema), classes: KINDS });
  expect(part.liveness).toMatchObject({ features: featureNames(PACKET_INPUTS.schema), schemaHash: schemaHash(PACKET_INPUTS.schema), classes: ['live', 'vod'] });
  const gap = part.liveness.features.indexOf('longest_gap');
  // The second stage sees video alone: half live with gaps of 3 s, half VOD with 9 s.
  expect([part.liveness.low[gap], part.liveness.median[gap], part.liveness.high[gap]]).toEqual([3, 6, 9]);
  const size = part.kind.features.indexOf('packet_size_down_capped');
  expect([part.kind.low[size], part.kind.median[size], part.kind.high[size]]).toEqual([500, 1200, 1200]);
});

test('the second stage has no bias: only certainty is calibrated, not the threshold', () => {
  expect([...part.liveness.calibration.bias]).toEqual([0, 0]);
  expect(part.liveness.calibration.slope).toBeGreaterThan(0);
});

test('the same seed gives the same part, another one another', () => {
  expect(trainPart(table, groups, options)).toEqual(part);
  expect(trainPart(table, groups, { ...options, seed: 2 }).liveness.forest).not.toEqual(part.liveness.forest);
});

test.each([['live', 'broadcast'], ['vod', 'vod']])('without %s there is nothing to train on', (name, outcome) => {
  expect(() => trainPart(trainingTable(windows.filter((window) => window.outcome !== outcome), 'packet'), groups, options)).toThrow(
    new RangeError(`training: found no ${name} window of 30 s at packet resolution, expected some of both live and vod`),
  );
});

test('with a single group there is nothing to hold out: probabilities stay as they are', () => {
  const { kind, liveness } = trainPart(table, { of: new Int32Array(captures.length), staged: new Uint8Array(captures.length) }, options);
  expect([kind.calibration, liveness.calibration]).toEqual([{ slope: 1, bias: new Float64Array(4) }, { slope: 1, bias: new Float64Array(2) }]);
});

test('in the second stage live and VOD weigh the same, in the first every group does', () => {
  // Nothing tells these apart: every leaf says how much of each class there is.
  const alike = ['live', 'live', 'live', 'live', 'live', 'vod', 'call', 'call'].map((label, i) => captureOf(`${label}${i}`, label, VIDEO));
  const { kind, liveness } = trainedPart(alike, 30, options);
  const value = ({ forest }: typeof kind) => [...kernels.evaluateForest(forest, new Float32Array(forest.features))];
  const close = (values: readonly number[]) => values.map((share) => expect.closeTo(share, 6));
  expect(value(liveness)).toEqual(close([0.5, 0.5]));
  expect(value(kind)).toEqual(close([6 / 8, 2 / 8, 0, 0]));
});

test('calibration learns from groups that were held out: what names a group earns no certainty', () => {
  const named = Array.from({ length: 16 }, (_, i) => captureOf(`c${i}`, i % 4 < 2 ? 'live' : 'vod', { ...VIDEO, longest_gap: i / 6 }));
  const { liveness } = trainedPart(named, 10, options);
  const told = trainedPart(captures, 10, options).liveness;
  expect(liveness.calibration.slope).toBeLessThan(told.calibration.slope / 2);
  expect(told.calibration.slope).toBeGreaterThan(0.5);
});
