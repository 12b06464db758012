import type { Kernels } from '../kernels.ts';
import { loadKernels } from '../load.ts';

/** Every build of the kernels. The checked one starts with an empty arena, so that it grows in nearly every test. */
export const TWINS: readonly { readonly name: string; readonly makeKernels: () => Promise<Kernels> }[] = [
  { name: 'typescript', makeKernels: () => loadKernels('typescript') },
  { name: 'wasm', makeKernels: () => loadKernels('wasm') },
  { name: 'wasm, checked', makeKernels: () => loadKernels('wasm', { checked: true, arenaBytes: 0 }) },
];
