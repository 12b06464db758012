// Part of the build: /docs is served from copies, because the package that they are from reports its installation to a third
// party, weighs seven times as much, and would be installed with every service.
import { cpSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const from = dirname(require.resolve('swagger-ui-dist/package.json'));
const to = fileURLToPath(new URL('../dist/swagger-ui/', import.meta.url));
mkdirSync(to, { recursive: true });
for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-bundle.js.LICENSE.txt', 'favicon-32x32.png', 'LICENSE', 'NOTICE']) cpSync(join(from, name), join(to, name));
