import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { manPage } from '../scripts/man-page/man-page.ts';
import { plain } from '../scripts/man-page/roff.ts';
import { readText, REPOSITORY } from './repository.ts';

const groff = spawnSync('groff', ['--version'], { stdio: 'ignore' }).status === 0;

// It fails: run node scripts/make-man-page.ts > apps/cli/man/tunnelscope.1
test('the manual page says what the commands say', () => {
  expect(readText(REPOSITORY, 'apps/cli/man/tunnelscope.1')).toBe(manPage());
});

test.skipIf(!groff)(`roff has nothing to complain of${groff ? '' : ' (SKIPPED: groff is not installed)'}`, () => {
  const { status, stderr, stdout } = spawnSync('groff', ['-man', '-Tutf8', '-Kutf8', '-ww'], { input: manPage(), encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain("'verdict=live and bytesDown>1e6'");
});

test('a line that begins with a stop is no request, and quotes stay as they are typed', () => {
  expect(plain(".so x\n'a~b' \\")).toBe('\\&.so x\n\\(aqa\\(tib\\(aq \\e');
});

test('npm finds the page: it links what stands in an array, and passes over a string', () => {
  expect(JSON.parse(readText(REPOSITORY, 'apps/cli/package.json'))).toMatchObject({ man: ['./man/tunnelscope.1'] });
});
