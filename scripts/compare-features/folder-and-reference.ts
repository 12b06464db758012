import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** What a command was called with: a folder of captures, and reference values for each. Ends with exit code 2 without them. */
export async function folderAndReference<Values>(command: string): Promise<{ folder: string; reference: Record<string, Values> }> {
  const [folder, path, ...rest] = process.argv.slice(2);
  if (folder === undefined || path === undefined || rest.length > 0) fail(`usage: node scripts/${command}.ts DATA_FOLDER REFERENCE.json`);
  if (!existsSync(folder)) fail(`${folder}: no such folder`);
  if (!existsSync(path)) fail(`${path}: no such file`);
  return { folder, reference: JSON.parse(await readFile(path, 'utf8')) };
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
