import { beforeAll, describe } from 'vitest';
import { buffersConform } from './conformance/decoder-buffers.ts';
import { flowRunsConform } from './conformance/flow-runs.ts';
import { flowsConform } from './conformance/flow-table.ts';
import { fragmentsConform } from './conformance/fragments.ts';
import { ipConforms } from './conformance/ip.ts';
import { pcapConforms } from './conformance/pcap.ts';
import { TWINS } from './conformance/twins.ts';
import type { Decoder } from './decoding/decoder.ts';
import type { Kernels } from './kernels.ts';

// What the decoders of every twin must do.

describe.each(TWINS)('$name', ({ makeKernels }) => {
  let kernels: Kernels;
  let decoder: Decoder;
  beforeAll(async () => {
    kernels = await makeKernels();
    decoder = await kernels.openDecoder({ rows: 64, flows: 4096, inputBytes: 0 });
  });
  describe('IP', () => ipConforms(() => decoder));
  describe('pcap', () => pcapConforms(() => decoder));
  describe('fragments', () => fragmentsConform(() => decoder));
  describe('flows', () => flowsConform(() => kernels));
  describe('runs of flows', () => flowRunsConform(() => kernels));
  describe('buffers', () => buffersConform(() => kernels));
});
