import { type DecodedModel, decodeModel } from './model-file.ts';

/** Where the bundled model is: a file in Node, an address in a browser. */
export const DEFAULT_MODEL_URL = new URL('../default.model', import.meta.url);

/** Reads the bundled model. @throws ModelError if it is damaged; Error if it is not there */
export async function loadDefaultModel(): Promise<DecodedModel> {
  return decodeModel(await read(DEFAULT_MODEL_URL), 'default.model');
}

async function read(url: URL): Promise<Uint8Array> {
  // Node's fetch does not read files; browsers have no process. Neither needs an import of node: here.
  const { process } = globalThis as { process?: { getBuiltinModule?(name: 'node:fs'): { readFileSync(url: URL): Uint8Array } } };
  if (process?.getBuiltinModule !== undefined) return process.getBuiltinModule('node:fs').readFileSync(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP status ${response.status}, expected the bundled model`);
  return new Uint8Array(await response.arrayBuffer());
}
