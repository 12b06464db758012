import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listWorkspaces, readText } from './repository.ts';
import { stripComments } from './strip-comments.ts';

const STRICT = [
  'strict', 'noUncheckedIndexedAccess', 'exactOptionalPropertyTypes', 'erasableSyntaxOnly', 'verbatimModuleSyntax',
  'isolatedModules', 'noImplicitOverride', 'noFallthroughCasesInSwitch',
] as const;

interface TypeScriptConfiguration {
  readonly extends?: string;
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}

const configuration = (root: string, path: string): TypeScriptConfiguration =>
  JSON.parse(stripComments(readText(root, path), true)) as TypeScriptConfiguration;

/** Compiler configurations that are missing, or looser than tsconfig.base.json has to be. */
export function looseCompilerOptions(root: string): string[] {
  const base = configuration(root, 'tsconfig.base.json').compilerOptions ?? {};
  const found = STRICT.filter((option) => base[option] !== true).map((option) => `tsconfig.base.json: ${option} is not on`);
  for (const { folder } of listWorkspaces(root)) {
    for (const [name, parent] of [['tsconfig.json', '../../tsconfig.base.json'], ['tsconfig.test.json', './tsconfig.json']] as const) {
      const path = `${folder}/${name}`;
      if (!existsSync(join(root, path))) {
        found.push(`${path} is missing`);
        continue;
      }
      const { extends: extended, compilerOptions = {} } = configuration(root, path);
      if (extended !== parent) found.push(`${path} extends ${extended ?? 'nothing'} instead of ${parent}`);
      const turnedOff = Object.keys(compilerOptions).filter((option) => /^(strict|no[A-Z]|exact)/.test(option) && compilerOptions[option] === false);
      const loosened = STRICT.filter((option) => compilerOptions[option] === false && !turnedOff.includes(option));
      found.push(...[...turnedOff, ...loosened].map((option) => `${path} turns ${option} off`));
    }
  }
  return found;
}
