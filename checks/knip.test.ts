import { expect, test } from 'vitest';
import { violation } from './repository.ts';
import { run } from './run.ts';
import { withCopy } from './temporary-copy.ts';

interface Named { readonly name: string }
interface Report {
  readonly issues: readonly ({ readonly file: string } & Readonly<Record<string, readonly Named[]>>)[];
}

// The repository itself is checked by `npm run knip`; here the same configuration meets dead code and a dead dependency.
test('knip finds a seeded unused file, export, type and dependency, and an undeclared one', async () => {
  const { output, exitCode } = await withCopy(violation('knip'), ['knip.json'], (copy) => run('knip', ['--reporter', 'json', '--no-config-hints'], copy));
  const { issues } = JSON.parse(output) as Report;
  const found = issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, names]) => (Array.isArray(names) ? names.map(({ name }) => `${file}: ${kind} ${name}`) : [])),
  );
  expect(exitCode).toBe(1);
  expect(found.sort()).toEqual([
    'packages/core/package.json: dependencies fast-check',
    'packages/core/src/dead.ts: files packages/core/src/dead.ts',
    'packages/core/src/live.ts: exports unusedExport',
    'packages/core/src/live.ts: types UnusedType',
    'packages/core/src/load.ts: unlisted vitest',
  ]);
});
