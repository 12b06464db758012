import { expect, test } from 'vitest';
import { askInProcess } from './ask-in-process.ts';

test('an answer without end ends with the signal, and so does its source', async () => {
  const cancelled = Promise.withResolvers<unknown>();
  const ask = askInProcess({ fetch: () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('one')), cancel: cancelled.resolve })) });
  const stop = new AbortController();
  const { body } = await ask(new URL('http://localhost/'), { signal: stop.signal });
  const reader = body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('one');
  const next = reader.read();
  stop.abort(new Error('enough'));
  await expect(next).rejects.toThrow('enough');
  expect(await cancelled.promise).toMatchObject({ message: 'enough' });
});

test('who has given the signal gets no answer', async () => {
  const ask = askInProcess({ fetch: () => new Promise<Response>(() => {}) });
  const stop = new AbortController();
  const asked = ask('http://localhost/', { signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  await expect(ask('http://localhost/', { signal: stop.signal })).rejects.toThrow('enough');
});

test('status and headers are those of the service, and what is asked is passed on', async () => {
  const ask = askInProcess({ fetch: async (request) => new Response(null, { status: 204, headers: { 'x-asked': `${new URL(request.url).pathname} ${request.headers.get('accept')}` } }) });
  const { status, headers, body } = await ask(new URL('http://localhost/v1/stats'), { headers: { accept: 'text/plain' } });
  expect([status, headers.get('x-asked'), body]).toEqual([204, '/v1/stats text/plain', null]);
});
