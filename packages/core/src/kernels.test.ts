import { beforeAll, describe } from 'vitest';
import { autocorrelationConforms } from './conformance/autocorrelation.ts';
import { forestConforms } from './conformance/forest.ts';
import { peaksConform } from './conformance/peaks.ts';
import { TWINS } from './conformance/twins.ts';
import { welchConforms } from './conformance/welch.ts';
import { windowsConform } from './conformance/windows.ts';
import type { Kernels } from './kernels.ts';

/** What every twin must do. */
function kernelsConform(name: string, makeKernels: () => Promise<Kernels>): void {
  describe(name, () => {
    let made: Kernels;
    beforeAll(async () => {
      made = await makeKernels();
    });
    const kernels = () => made;
    describe('windows', () => windowsConform(kernels));
    describe('peaks', () => peaksConform(kernels));
    describe('autocorrelation', () => autocorrelationConforms(kernels));
    describe('welch', () => welchConforms(kernels));
    describe('forest', () => forestConforms(kernels));
  });
}

for (const { name, makeKernels } of TWINS) kernelsConform(name, makeKernels);
