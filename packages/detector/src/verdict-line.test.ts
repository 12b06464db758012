import { verdictOf } from '@tunnelscope/model/verdict';
import { SAY_ALWAYS } from '@tunnelscope/model/verdict-rule';
import { expect, test } from 'vitest';
import type { FlowRecord, WindowSample } from './flow-record.ts';
import type { FlowVerdict } from './flow-verdict.ts';
import { SECOND_RESOLUTION_WARNING, verdictLine } from './verdict-line.ts';

const WINDOW: WindowSample = { start: 10, seconds: 10, packets: 7, bytesDown: 70, bytesUp: 1, liveness: new Float64Array(0), kind: new Float64Array(0), seed: null };

function record(resolution: FlowRecord['resolution'], client: 'a' | 'b' = 'b'): FlowRecord {
  return {
    flow: { number: 0, a: { address: '198.51.100.1', port: 443 }, b: { address: '192.0.2.1', port: 5000 }, protocol: 17 },
    tunnel: 'wireguard', client, resolution, start: 1_600_000_000_123, durationSeconds: 20.5, packets: 30, bytesDown: 900, bytesUp: 90, windows: [WINDOW], seed: null, latePackets: 0,
  };
}

/** @param probabilities of broadcast, VOD, call, audio, other */
function judged(of: FlowRecord, probabilities: readonly number[], window: WindowSample | null = null): FlowVerdict {
  return { ...verdictOf(Float64Array.from(probabilities), SAY_ALWAYS, false), record: of, window, decidedAfterSeconds: 10, reasons: [], warnings: ['one'] };
}

const MODEL = { name: 'mine', hash: 'abc' };

test('is what the verdict and its flow say, seen from the client', () => {
  const line = verdictLine('x.pcap', judged(record('packet'), [0.9, 0.1, 0, 0, 0]), true, 'wasm', MODEL);
  expect(line).toMatchObject({
    file: 'x.pcap', primary: true, start: '2020-09-13T12:26:40.123Z', durationSeconds: 20.5, packets: 30, bytesDown: 900, bytesUp: 90,
    flow: { client: '192.0.2.1', clientPort: 5000, server: '198.51.100.1', serverPort: 443, protocol: 17, tunnel: 'wireguard' },
    verdict: 'live', subtype: 'broadcast', decidedAfterSeconds: 10, engine: 'wasm', model: MODEL, warnings: ['one'],
  });
  expect(line).not.toHaveProperty('windowStart');
  expect(line).not.toHaveProperty('record');
});

test('of a window has the totals of that window', () => {
  const of = record('packet');
  expect(verdictLine('x.pcap', judged(of, [0.9, 0.1, 0, 0, 0], WINDOW), true, 'wasm', MODEL)).toMatchObject({ windowStart: 10, windowSeconds: 10, packets: 7, bytesDown: 70, bytesUp: 1, durationSeconds: 20.5 });
});

test.each([
  ['a broadcast', [0.9, 0.1, 0, 0, 0], true],
  ['VOD', [0.1, 0.9, 0, 0, 0], true],
  ['a call', [0, 0, 1, 0, 0], false],
  ['audio', [0, 0, 0, 1, 0], false],
  ['other traffic', [0, 0, 0, 0, 1], false],
] as const)('says of %s at one-second resolution whether seconds can tell', (_name, probabilities, warned) => {
  const warnings = (resolution: FlowRecord['resolution']) => verdictLine('x', judged(record(resolution), probabilities), true, 'wasm', MODEL).warnings;
  expect(warnings('second')).toEqual(warned ? ['one', SECOND_RESOLUTION_WARNING] : ['one']);
  expect(warnings('packet')).toEqual(['one']);
});
