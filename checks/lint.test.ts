import { expect, test } from 'vitest';
import { violation } from './repository.ts';
import { run } from './run.ts';
import { withCopy } from './temporary-copy.ts';

interface Report {
  readonly diagnostics: readonly { readonly category: string; readonly location: { readonly path: string | { readonly file: string } } }[];
}

// The repository itself is linted by `npm run lint`; here the same linter with the same configuration meets one violation a rule.
test('every lint rule that the house relies on fires on its seeded violation, and on nothing else', async () => {
  const { output, exitCode } = await withCopy(violation('lint'), ['biome.json', '.gitignore'], (copy) =>
    run('biome', ['lint', '--error-on-warnings', '--max-diagnostics=100', '--reporter=json', '.'], copy),
  );
  const found = (JSON.parse(output) as Report).diagnostics.map(({ category, location }) => {
    const path = typeof location.path === 'string' ? location.path : location.path.file;
    return `${path.replace(/^\.\//, '')}: ${category.replace('lint/', '')}`;
  });
  expect(exitCode).toBe(1);
  expect([...new Set(found)].sort()).toEqual([
    'packages/core/src/any.ts: suspicious/noExplicitAny',
    'packages/core/src/barrel.ts: performance/noBarrelFile',
    'packages/core/src/cycle-a.ts: suspicious/noImportCycles',
    'packages/core/src/cycle-b.ts: suspicious/noImportCycles',
    'packages/core/src/enum.ts: style/noEnum',
    'packages/core/src/re-export-all.ts: performance/noBarrelFile',
    'packages/core/src/re-export-all.ts: performance/noReExportAll',
    'packages/core/src/undeclared.ts: correctness/noUndeclaredDependencies',
  ]);
});
