/** Prints the folders of the packages that people install, one a line: what `npm pack --workspace=…` is to pack. */
import { fileURLToPath } from 'node:url';
import { products } from '../checks/products.ts';

for (const { folder } of products(fileURLToPath(new URL('..', import.meta.url)))) process.stdout.write(`${folder}\n`);
