import { expect, test } from 'vitest';
import { eventsOf } from './follow-events.ts';

async function read(...pieces: string[]) {
  const events = [];
  for await (const event of eventsOf(new Response(new Blob(pieces)).body!)) events.push(event);
  return events;
}

test('events are read wherever they are cut, comments and retry passed over', async () => {
  const text = 'retry: 2000\n\n:\n\nid: 7\nevent: verdict\ndata: {"a":"b: c"}\n\nevent: gap\ndata: {}\n\n';
  expect(await read(text)).toEqual([{ id: 7, kind: 'verdict', data: '{"a":"b: c"}' }, { id: null, kind: 'gap', data: '{}' }]);
  expect(await read(...text)).toEqual(await read(text));
});

test('what is not complete is no event', async () => {
  expect(await read('id: 7\nevent: verdict\ndata: {"a":')).toEqual([]);
});
