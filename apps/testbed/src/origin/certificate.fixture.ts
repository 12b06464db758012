import { spawnSync } from 'node:child_process';

const OPENSSL = 'openssl';

/** Whether certificates can be made here, and a word for the name of a test that needs one. */
export const openssl = spawnSync(OPENSSL, ['version']).error === undefined;
export const opensslWord = openssl ? '' : ' (skipped: openssl is not installed)';
