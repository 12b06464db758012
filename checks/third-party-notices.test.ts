import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { thirdPartyNotices } from '../scripts/third-party-notices/notices.ts';
import { readText, REPOSITORY } from './repository.ts';

test('THIRD-PARTY-NOTICES.md names what is installed (node scripts/make-third-party-notices.ts writes it anew)', () => {
  expect(readText(REPOSITORY, 'THIRD-PARTY-NOTICES.md') === thirdPartyNotices(REPOSITORY)).toBe(true);
});

test('seeded packages: production ones are there with their texts, others are not', () => {
  const root = mkdtempSync(join(tmpdir(), 'notices-'));
  const packages = {
    '': {},
    'packages/core': {},
    'node_modules/@here/core': { link: true },
    'node_modules/used': { version: '1.0.0', license: 'MIT' },
    'node_modules/used/node_modules/inner': { version: '2.0.0', license: 'MIT' },
    'node_modules/tool': { version: '3.0.0', license: 'MIT', dev: true },
    'node_modules/binary-linux': { version: '4.0.0', license: 'MPL-2.0', os: ['linux'] },
  };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
  for (const folder of ['node_modules/used', 'node_modules/used/node_modules/inner', 'node_modules/tool', 'node_modules/binary-linux']) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, 'LICENSE.md'), 'Do what you like.  \r\n');
  }
  const notices = thirdPartyNotices(root);
  rmSync(root, { recursive: true });
  expect(notices).toContain('| binary-linux | 4.0.0 | MPL-2.0 |\n| inner | 2.0.0 | MIT |\n| used | 1.0.0 | MIT |\n\n');
  expect(notices).toContain('### inner 2.0.0, used 1.0.0\n\n```text\nDo what you like.\n```\n');
  expect(notices).toContain('\n\nbinary-linux\n');
  expect(notices).not.toContain('tool');
});
