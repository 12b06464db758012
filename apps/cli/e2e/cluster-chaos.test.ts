import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { noServer } from './nats-server.ts';
import { ended } from './tunnelscope.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/cluster-chaos.ts', import.meta.url));
/** Again with what failed: CHAOS_SEED=123 npx vitest run cluster-chaos */
const SEED = process.env.CHAOS_SEED ?? String(Date.now() % 1_000_000);

test.skipIf(noServer)(`workers, taps and the server are killed at random, and every event comes once (seed ${SEED})`, { timeout: 300_000 }, async () => {
  const { stdout, stderr, exitCode } = await ended(spawn(process.execPath, [SCRIPT, '--rounds', '3', '--seed', SEED, '--seconds', '200']));
  expect(`${stdout}${stderr}`).toMatch(/\nworker: 3 killed, .*\ntap: 3 killed, .*\nserver: 3 killed, .*\n\d+ events: lost 0, doubled 0, changed 0\n$/);
  expect(exitCode).toBe(0);
});
