import { checkArguments } from './arguments.ts';
import type { Engine, Kernels } from './kernels.ts';
import { typescriptTwin } from './typescript/twin.ts';

/** Makes the kernels of the twin named `engine` ready. */
export async function loadKernels(engine: Engine): Promise<Kernels> {
  if (engine !== 'wasm' && engine !== 'typescript') throw new RangeError(`engine must be wasm or typescript, got ${engine}`);
  if (engine === 'wasm') throw new Error('the WebAssembly twin is not built yet: use engine typescript');
  return checkArguments(typescriptTwin);
}
