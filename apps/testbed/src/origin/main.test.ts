import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { VOD } from '../plan/conditions.fixture.ts';
import { prepareCertificate } from './certificate.ts';
import { openssl, opensslWord } from './certificate.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'testbed-main-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function start(activity: object): Promise<{ child: ChildProcess; said: { ready?: boolean; port?: number; error?: string } }> {
  const files = await prepareCertificate(folder);
  const order = { condition: { ...VOD, activity }, media: folder, ...files, host: '127.0.0.1', port: 0 };
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  return { child, said: JSON.parse(line) };
}

describe.skipIf(!openssl)(`the origin's process${opensslWord}`, () => {
  test('says where it listens and ends at SIGTERM', async () => {
    const { child, said } = await start({ kind: 'idle' });
    expect(said).toEqual({ ready: true, port: expect.any(Number) });
    const asked = request({ host: '127.0.0.1', port: said.port, path: '/time', rejectUnauthorized: false });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
    expect(answer.statusCode).toBe(200);
    answer.destroy();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('says what is missing', async () => {
    const { child, said } = await start(VOD.activity);
    expect(said.error).toContain('index.json');
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});
