import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import type { EventClients } from '../events/event-clients.ts';
import { eventStream } from '../events/event-stream.ts';
import { Problem } from '../problem/problem.ts';
import { EventLineSchema, GapSchema } from '../schemas/event-line.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import type { Services } from '../services.ts';
import type { LiveView } from '../view/live-view.ts';
import { queryOf, wrongParameter } from './query.ts';

const KINDS = ['verdict', 'client', 'tunnel', 'end'] as const;
const ID = /^\d{1,15}$/;

const query = z.strictObject({
  kind: z.enum(KINDS).optional(),
  flow: z.string().regex(/^[0-9a-f]{12}$/, 'expected an identifier of 12 hexadecimal digits').optional(),
  after: z.string().regex(ID, 'expected the id of an event').optional().openapi({ description: 'As Last-Event-ID, for clients that cannot set headers; 0: all that are kept.' }),
});

const route = createRoute({
  method: 'get',
  path: '/v1/events',
  tags: ['Follow'],
  operationId: 'followEvents',
  summary: 'Follow what happens to flows',
  description: `Server-sent events on the flows that are followed; verdicts on uploads are the answer of /v1/classify, and in /v1/verdicts. Each has an \`id\`; its \`event\` is ${KINDS.join(', ')}, its \`data\` an EventLine, as \`watch\` writes it. An event was kept on the disk before it is sent.
With \`Last-Event-ID\` come all events after that one, none missing and none twice; without it those from now on. What is no id, here or as \`after\`, is a 422. An event \`gap\` says that events were deleted from the history before they could be sent.
While nothing happens a comment comes every 15 s. A client that takes nothing for 30 s is dropped, and can resume.`,
  request: { query, headers: z.object({ 'last-event-id': z.string().optional() }) },
  responses: { 200: { description: 'Events without end.', content: { 'text/event-stream': { schema: z.string() } } }, ...problemAnswers(401, 403, 422, 503) },
});

/** GET /v1/events */
export function addEvents(app: App, { view, clock, stopping, eventClients }: Services & { readonly view: LiveView; readonly eventClients: EventClients }): void {
  app.openAPIRegistry.register('EventLine', EventLineSchema);
  app.openAPIRegistry.register('EventGap', GapSchema);
  app.openAPIRegistry.registerPath(route);
  app.get(route.path, (c) => {
    const { kind, flow, after } = queryOf(c, query);
    const last = c.req.header('last-event-id') ?? after;
    if (last !== undefined && !ID.test(last)) throw wrongParameter('Last-Event-ID', JSON.stringify(last.slice(0, 40)), 'the id of an event');
    if (stopping.aborted) throw new Problem(503, 'stopping', 'The service is ending', 'found it finishing what was accepted, expected a running one');
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' };
    if (c.req.method === 'HEAD') return c.body(null, 200, headers);
    const stream = eventStream({
      feed: view.feed,
      clients: eventClients,
      now: clock.now,
      stopping,
      after: last === undefined ? null : Number(last),
      wanted: (event) => (kind === undefined || event.kind === kind) && (flow === undefined || event.flow === flow),
      sever: () => c.env?.outgoing?.destroy(),
    });
    return c.body(stream, 200, headers);
  });
}
