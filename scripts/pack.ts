/**
 * Packs what people install, the command and the packages that it is made of, and prints where the tarballs are:
 *
 *   npm run package -- FOLDER
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pack } from '../checks/pack.ts';
import { products } from '../checks/products.ts';
import { REPOSITORY } from '../checks/repository.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: npm run package -- FOLDER\n');
  process.exit(2);
}
// npm runs it at the root of the checkout, wherever it was called.
const { INIT_CWD: caller = '.' } = process.env;
const to = resolve(caller, folder);
mkdirSync(to, { recursive: true });
for (const { path } of await pack(REPOSITORY, products(REPOSITORY).map((product) => product.folder), to)) process.stdout.write(`${path}\n`);
