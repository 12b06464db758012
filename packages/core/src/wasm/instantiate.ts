import type { Exports } from './exports.ts';

/**
 * Compiles a build of assembly/: the one beside this package, or the bytes or module handed in.
 * @param file Name in wasm/, `release.wasm` or `debug.wasm` (the checked build).
 */
export async function compile(file: string, source?: BufferSource | WebAssembly.Module): Promise<WebAssembly.Module> {
  return source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source ?? (await readBuild(file)));
}

/** Starts a compiled build, with a memory of its own. */
export async function instantiate(module: WebAssembly.Module): Promise<Exports> {
  let exports: Exports | undefined;
  const abort = (messageByte: number, fileByte: number, line: number, column: number): never => {
    const text = (byte: number) => (exports === undefined ? '' : readString(exports.memory, byte >>> 0));
    throw new Error(`${text(messageByte)} in ${text(fileByte)}:${line}:${column}`);
  };
  const instance = await WebAssembly.instantiate(module, { env: { abort } });
  exports = instance.exports as unknown as Exports;
  return exports;
}

async function readBuild(file: string): Promise<BufferSource> {
  const url = new URL(`../../wasm/${file}`, import.meta.url);
  // Node's fetch does not read files; browsers have no process. Neither needs an import of node: here.
  const { process } = globalThis as { process?: { getBuiltinModule?(name: 'node:fs'): { readFileSync(url: URL): Uint8Array<ArrayBuffer> } } };
  if (process?.getBuiltinModule !== undefined) return process.getBuiltinModule('node:fs').readFileSync(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP status ${response.status}, expected the WebAssembly kernels`);
  return response.arrayBuffer();
}

/** An AssemblyScript string: UTF-16, its length in bytes in the word before it. */
function readString(memory: WebAssembly.Memory, byte: number): string {
  if (byte === 0) return '';
  const bytes = new DataView(memory.buffer).getUint32(byte - 4, true);
  return new TextDecoder('utf-16le').decode(new Uint8Array(memory.buffer, byte, bytes));
}
