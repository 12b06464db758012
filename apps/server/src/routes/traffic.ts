import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import { TrafficSchema } from '../schemas/traffic.ts';
import type { Services } from '../services.ts';
import type { LiveView } from '../view/live-view.ts';
import { queryOf } from './query.ts';
import { wholeNumber } from './whole-number.ts';

const MOST_FLOWS = 200;
/** No flow remembers more. */
const MOST_SECONDS = 300;

const query = z.strictObject({
  flows: z
    .string()
    .regex(new RegExp(`^[0-9a-f]{12}(,[0-9a-f]{12}){0,${MOST_FLOWS - 1}}$`), `expected up to ${MOST_FLOWS} identifiers of 12 hexadecimal digits with commas between them`)
    .optional()
    .openapi({ description: 'Flows whose downlink is wanted, by identifier, with commas between them.' }),
  seconds: wholeNumber(1, MOST_SECONDS).default(60).openapi({ default: 60, description: 'How many of the last full seconds of it.' }),
  rates: z.enum(['all', 'asked']).default('all').openapi({ description: 'Rates of all flows, or only of those whose downlink is asked for.' }),
});

const route = createRoute({
  method: 'get',
  path: '/v1/traffic',
  tags: ['Follow'],
  operationId: 'getTraffic',
  summary: 'What the flows send now',
  description: 'What changes from second to second, in as few bytes as possible, for who draws a table of the flows: the rates of all, the last seconds of some.',
  request: { query },
  responses: { 200: { description: 'The traffic.', content: { 'application/json': { schema: TrafficSchema } } }, ...problemAnswers(401, 403, 422, 503) },
});

/** GET /v1/traffic */
export function addTraffic(app: App, { view }: Services & { readonly view: LiveView }): void {
  app.openAPIRegistry.registerPath(route);
  app.get(route.path, async (c) => {
    const { flows, seconds, rates } = queryOf(c, query);
    return c.json(await view.traffic({ flows: flows?.split(',') ?? [], seconds, rates }));
  });
}
