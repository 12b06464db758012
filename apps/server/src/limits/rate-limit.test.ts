import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { addToken } from '../auth/token-file.ts';
import { runServer } from '../running-server.fixture.ts';

/** Asks from an address of this machine. @returns the status */
function ask(port: number, host: string, localAddress: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request({ host, port, localAddress, path: '/healthz' }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    asking.on('error', reject).end();
  });
}

// Elsewhere loopback has one address.
test.skipIf(process.platform !== 'linux')('each caller has its own bucket, one address the same over a socket of both families', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-rate-'));
  const tokenFile = join(folder, 'tokens');
  addToken(tokenFile, 'any', ['read']);
  // So slow that nothing is filled again while this runs.
  const { port } = await runServer({ host: '::', tokenFile, limits: { requestsPerSecond: 0.5 } }).catch(() => runServer({ host: '0.0.0.0', tokenFile, limits: { requestsPerSecond: 0.5 } }));
  expect(await ask(port, '127.0.0.1', '127.0.0.2')).toBe(200);
  expect(await ask(port, '127.0.0.1', '127.0.0.2')).toBe(429);
  expect(await ask(port, '127.0.0.1', '127.0.0.3')).toBe(200);
  rmSync(folder, { recursive: true });
});
