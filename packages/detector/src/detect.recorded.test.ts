import { readFileSync } from 'node:fs';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { expect, test } from 'vitest';
import { detect } from './detect.ts';
import type { FlowVerdict } from './flow-verdict.ts';
import { RECORDED, recordedBatches } from './recorded-capture.fixture.ts';

// The bundled model has these captures in its training: this says that the pipeline and the model fit together, not how
// good the model is on traffic that it has not seen. Its card says that.
const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();

function manifest(name: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(new URL(name, RECORDED), 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])));
}

async function primaryVerdict(name: string): Promise<FlowVerdict> {
  const weight = ({ record }: FlowVerdict) => record.bytesDown + record.bytesUp;
  let primary: FlowVerdict | undefined;
  for await (const verdict of detect(recordedBatches(name), { kernels, model })) {
    if (!primary || weight(verdict) > weight(primary)) primary = verdict;
  }
  return primary!;
}

const captures = manifest('manifest.csv').map(({ file = '', label = '', delivery = '' }) => ({ file, label, delivery }));
// Players of numbered DASH ask for nothing at the live edge: such live and VOD look alike.
const video = captures.filter(({ label, delivery }) => ['live', 'vod'].includes(label) && !['dash', 'lldash'].includes(delivery));

test('there are captures of every kind to judge', () => {
  expect(video.filter(({ label }) => label === 'live').length).toBeGreaterThanOrEqual(10);
  expect(video.filter(({ label }) => label === 'vod').length).toBeGreaterThanOrEqual(10);
});

test.each(video)('$file is $label', async ({ file, label }) => {
  const { verdict, subtype, probability, warnings } = await primaryVerdict(file);
  expect({ verdict, subtype, warnings }).toEqual({ verdict: label, subtype: label === 'live' ? 'broadcast' : null, warnings: [] });
  expect(probability).toBeGreaterThanOrEqual(0.5);
});

test.each(captures.filter(({ label }) => label === 'call'))('$file is a live call', async ({ file }) => {
  expect(await primaryVerdict(file)).toMatchObject({ verdict: 'live', subtype: 'call' });
});

test.each(['idle_ovpn.csv.gz', 'idle_ovpn.pcap.gz'])('%s is other', async (file) => {
  expect(await primaryVerdict(file)).toMatchObject({ verdict: 'other', subtype: null });
});
