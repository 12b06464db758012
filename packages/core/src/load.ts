import { checkArguments } from './arguments.ts';
import { ENGINES, type Engine, type Kernels } from './kernels.ts';
import { compile, instantiate } from './wasm/instantiate.ts';
import { wasmTwin } from './wasm/twin.ts';

/** All of it concerns the WebAssembly twin only. */
export interface LoadOptions {
  /** A build of the kernels, where the caller would rather fetch or compile it than have it loaded from beside this package. */
  readonly wasm?: BufferSource | WebAssembly.Module;
  /** The build that asserts every access to memory, for tests: many times slower, and only in a checkout. Not together with `wasm`. */
  readonly checked?: boolean;
  /** Bytes to begin with for arguments, results and tables; more are added when a call needs them. 4 MiB if left out. */
  readonly arenaBytes?: number;
}

/**
 * Makes the kernels of a twin ready. Each call gives kernels with an arena of their own.
 * A kernel given arguments that make no sense throws a RangeError that says which and why.
 * @throws RangeError if there is no such engine.
 */
export async function loadKernels(engine: Engine, options: LoadOptions = {}): Promise<Kernels> {
  if (!ENGINES.includes(engine)) throw new RangeError(`engine must be one of ${ENGINES.join(', ')}, got ${engine}`);
  // One twin is loaded, not both: that is a third of the time it takes a short command line to start.
  if (engine === 'typescript') return checkArguments((await import('./typescript/twin.ts')).typescriptTwin);
  const { wasm, checked = false, arenaBytes = 4 * 2 ** 20 } = options;
  const module = await compile(checked ? 'debug.wasm' : 'release.wasm', wasm);
  return checkArguments(wasmTwin(module, await instantiate(module), arenaBytes));
}
