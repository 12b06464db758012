/**
 * Writes THIRD-PARTY-NOTICES.md anew, after a dependency has changed:
 *
 *   node scripts/make-third-party-notices.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { thirdPartyNotices } from './third-party-notices/notices.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
writeFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), thirdPartyNotices(root));
