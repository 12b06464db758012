import { expect, test } from 'vitest';
import { violation } from './repository.ts';
import { run } from './run.ts';
import { withCopy } from './temporary-copy.ts';

const check = (name: string) => withCopy(violation(`boundaries/${name}`), ['turbo.json', '.gitignore'], (copy) => run('turbo', ['boundaries'], copy));

/** turbo breaks its messages at a width of its own, with a bar before each further line. */
const unwrapped = (text: string): string => text.replaceAll(/\s+(\|\s+)?/g, ' ');

// The repository itself is checked by `turbo boundaries` in `npm test`; here the same rules meet one violation each.
test.each([
  ['forbidden-arrow', /Package `@tunnelscope\/\w+` found without any tag listed in allowlist for `@tunnelscope\/core`/],
  ['undeclared-package', /cannot import package `@tunnelscope\/core` because it is not a dependency/],
  ['path-out-of-package', /import `\.\.\/\.\.\/core\/src\/load\.ts` leaves the package/],
])('turbo boundaries finds the seeded %s', async (name, message) => {
  const { exitCode, output, errors } = await check(name);
  expect(unwrapped(errors)).toMatch(message);
  expect(output).toMatch(/\b1 issue found/);
  expect(exitCode).toBe(1);
});

test('turbo boundaries lets the same packages pass without the violation', async () => {
  const { exitCode, output } = await check('none');
  expect(output).toMatch(/Checked 2 files in 2 packages, no issues found/);
  expect(exitCode).toBe(0);
});
