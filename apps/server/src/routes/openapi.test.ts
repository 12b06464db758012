import { expect, test } from 'vitest';
import { type Answer, runServer } from '../running-server.fixture.ts';

const document = async (): Promise<Answer> => (await fetch(`${(await runServer()).url}/openapi.json`)).json();

test('numbers of an address are numbers, not null, and say what they are', async () => {
  const { paths } = await document();
  const { parameters } = paths['/v1/flows'].get;
  const of = (name: string) => parameters.find((parameter: Answer) => parameter.name === name);
  expect(of('protocol').schema).toEqual(expect.objectContaining({ type: 'integer', minimum: 0, maximum: 255 }));
  expect(of('minBytes').schema).toEqual(expect.objectContaining({ type: 'integer', minimum: 0 }));
  expect(of('limit').schema).toEqual(expect.objectContaining({ type: 'integer', default: 100 }));
  for (const name of ['minBytes', 'tunnel', 'protocol']) expect([name, of(name).schema.description ?? of(name).description]).toEqual([name, expect.any(String)]);
});

test('an answer of /v1/classify has lines and faults, one or the other', async () => {
  const { paths, components } = await document();
  const { content } = paths['/v1/classify'].post.responses[200];
  expect(content['application/json'].schema).toEqual({ type: 'array', items: { $ref: '#/components/schemas/AnswerLine' } });
  expect(content['application/x-ndjson'].schema).toEqual({ $ref: '#/components/schemas/AnswerLine' });
  expect(components.schemas.AnswerLine).toEqual({ oneOf: [{ $ref: '#/components/schemas/VerdictLine' }, { $ref: '#/components/schemas/CaptureFault' }] });
  expect(components.schemas.CaptureFault).toMatchObject({ required: ['problem'], properties: { problem: { $ref: '#/components/schemas/Problem' } } });
});

test('every operation belongs to a group that is described', async () => {
  const { paths, tags } = await document();
  const known = tags.map(({ name }: Answer) => name);
  const used = Object.values(paths as Record<string, Record<string, Answer>>).flatMap((methods) => Object.values(methods).map((operation) => operation.tags));
  for (const names of used) expect(names).toEqual([expect.toBeOneOf(known)]);
  expect(new Set(used.flat())).toEqual(new Set(known));
});
