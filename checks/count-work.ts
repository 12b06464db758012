import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Instructions that the machine has none for, or that hold a place only. */
const FREE = /^(local|block|then|else|nop|drop|return|unreachable|v128\.const|[if]\d\d\.const)\b/;
/** Where counting instructions go, and how much they count. */
interface Scope {
  readonly indent: number;
  line: number;
  work: number;
}

/**
 * A build of the kernels that counts what it does in an exported global `work` (i64): each pass through a loop, and each call of a
 * function, counts the instructions that stand in it (those of loops inside excepted, both arms of a condition). That is the
 * same on every machine and at every load, and grows with passes and with instructions; it knows nothing of caches and jumps.
 * @param binary a build, beside which Binaryen must be installed (AssemblyScript brings it)
 * @param root of the repository
 */
export function countWork(binary: Uint8Array, root: string): Uint8Array<ArrayBuffer> {
  const run = (tool: string, input: Uint8Array | string) => execFileSync(process.execPath, [join(root, 'node_modules/binaryen/bin', tool), '--all-features', '-', '-o', '-'], { input, maxBuffer: 2 ** 28 });
  return Uint8Array.from(run('wasm-as', withCounters(run('wasm-dis', binary).toString())));
}

/** @param text of a module as wasm-dis writes it: each instruction on a line of its own, indented by its depth */
function withCounters(text: string): string {
  const lines = text.trimEnd().split('\n');
  const counters = new Map<number, number>();
  const scopes: Scope[] = [];
  for (const [line, code] of lines.entries()) {
    const indent = code.search(/\S/);
    const scope = scopes.at(-1);
    const name = /^\s*\(([\w.]+)/.exec(code)?.[1];
    if (name === 'func' || name === 'loop') scopes.push({ indent, line, work: 1 });
    else if (scope && name === 'local') scope.line = line;
    else if (scope && name && !FREE.test(name)) scope.work++;
    else if (scope && !name && indent === scope.indent) {
      counters.set(scope.line, scope.work);
      scopes.pop();
    }
  }
  const counted = lines.slice(0, -1).map((code, line) => {
    const work = counters.get(line);
    return work === undefined ? code : `${code}\n(global.set $work (i64.add (global.get $work) (i64.const ${work})))`;
  });
  return [...counted, '(global $work (mut i64) (i64.const 0))', '(export "work" (global $work))', ')'].join('\n');
}
