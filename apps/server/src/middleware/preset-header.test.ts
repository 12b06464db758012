import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { AppEnv } from '../app-env.ts';
import { presetHeader } from './preset-header.ts';

const app = new Hono<AppEnv>();
app.use(async (c, next) => {
  presetHeader(c, 'cache-control', 'no-store');
  presetHeader(c, 'x-frame-options', 'DENY');
  await next();
});
app.get('/as-is', (c) => c.json({}));
app.get('/replaced', (c) => c.body('', 200, { 'Cache-Control': 'max-age=60' }));
app.get('/set', (c) => {
  c.header('cache-control', 'max-age=60');
  return c.json({});
});
app.get('/broken', () => {
  throw new Error('on purpose');
});
app.onError((_error, c) => c.json({}, 500));

const headersOf = ({ headers }: Response) => ({ cache: headers.get('cache-control'), frame: headers.get('x-frame-options') });

async function overSocket(path: string): Promise<Response> {
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  } finally {
    server.close();
  }
}

test.each([
  ['/as-is', 'no-store'],
  ['/broken', 'no-store'],
  ['/replaced', 'max-age=60'],
  ['/set', 'max-age=60'],
])('%s has cache-control %s, with and without a socket', async (path, cache) => {
  expect(headersOf(await app.request(path))).toEqual({ cache, frame: 'DENY' });
  expect(headersOf(await overSocket(path))).toEqual({ cache, frame: 'DENY' });
});
