import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { VOD } from '../plan/conditions.fixture.ts';
import { openssl, opensslWord } from './certificate.fixture.ts';
import { HandClock } from './clock.fixture.ts';
import { type LoopbackOrigin, loopbackOrigin } from './origin.fixture.ts';

describe.skipIf(!openssl)(`WebSockets${opensslWord}`, () => {
  let origin: LoopbackOrigin;
  beforeEach(async () => {
    const condition = { ...VOD, activity: { kind: 'idle' as const }, background: { ...VOD.background, chatPerMinute: 6000 } };
    origin = await loopbackOrigin(condition, null, new HandClock());
  });
  afterEach(() => origin.close());
  const open = (path: string) => new WebSocket(origin.base.replace('https', 'wss') + path, { rejectUnauthorized: false });
  const heard = async (socket: WebSocket) => String((await once(socket, 'message'))[0]);

  test('two at the same place hear each other, the first is told when the second is there', async () => {
    const first = open('/signal/room');
    await once(first, 'open');
    const ready = heard(first);
    const second = open('/signal/room');
    expect(await ready).toBe('{"ready":true}');
    first.send('offer');
    expect(await heard(second)).toBe('offer');
    second.send('answer');
    expect(await heard(first)).toBe('answer');
    second.close();
    await once(first, 'close');
  });

  test('others write, and what the viewer writes comes back', async () => {
    const chat = open('/chat');
    expect(JSON.parse(await heard(chat))).toEqual({ from: expect.stringMatching(/^viewer\d+$/), text: expect.stringMatching(/^[a-z]+$/) });
    const mine = new Promise<void>((resolve) => {
      chat.on('message', (message) => {
        if (String(message) === 'hello') resolve();
      });
    });
    chat.send('hello');
    await mine;
    chat.terminate();
  });

  test('another path is refused', async () => {
    const [error] = (await once(open('/elsewhere'), 'error')) as [Error];
    expect(error.message).toMatch(/hang up|ECONNRESET|Unexpected/);
  });
});
