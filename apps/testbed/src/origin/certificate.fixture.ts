import { spawnSync } from 'node:child_process';

/** Whether certificates can be made here, and a word for the name of a test that needs one. */
export const openssl = spawnSync('openssl', ['version']).error === undefined;
export const opensslWord = openssl ? '' : ' (skipped: openssl is not installed)';
