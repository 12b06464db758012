import { listFiles } from './repository.ts';

/** Files that only one twin has, and why. */
const ONE_SIDED: Readonly<Record<string, string>> = {
  'assembly/arena.ts': 'where the arena starts: only WebAssembly has linear memory',
  'assembly/arrays.ts': 'reads and writes by raw address',
  'assembly/forest-nodes.ts': 'nodes and rows as they lie in linear memory',
  'assembly/lanes.ts': 'arithmetic on vectors',
  'assembly/plain-packet.ts': 'a short cut that does what the long way does, which is the definition',
  'src/typescript/decoder.ts': 'makes the state in plain arrays, as src/wasm/decoder.ts does for the other side',
  'src/typescript/twin.ts': 'puts the kernels behind the interface, as src/wasm/twin.ts does for the other side',
};

/** Kernels that have no file of the same name in the other twin, and exceptions that are none (any more). */
export function unpairedKernels(root: string, exceptions = ONE_SIDED): string[] {
  const all = listFiles(root).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  const sides = ['assembly/', 'src/typescript/'] as const;
  const [assembly, typescript] = sides.map((side) => {
    const start = `packages/core/${side}`;
    return new Set(all.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length)));
  }) as [Set<string>, Set<string>];
  const unpaired = [
    ...[...assembly].filter((name) => !typescript.has(name)).map((name) => `assembly/${name}`),
    ...[...typescript].filter((name) => !assembly.has(name)).map((name) => `src/typescript/${name}`),
  ];
  return [
    ...unpaired.filter((path) => !(path in exceptions)).map((path) => `packages/core/${path}: the other twin has no file of this name`),
    ...Object.keys(exceptions).filter((path) => !unpaired.includes(path)).map((path) => `packages/core/${path}: listed as one-sided, but it is not`),
  ];
}
