import { createRoute, z } from '@hono/zod-openapi';
import { isoTime } from '@tunnelscope/detector/live/flow-line';
import { flowRate } from '@tunnelscope/detector/live/flow-rate';
import type { App } from '../app-env.ts';
import type { Engine } from '../engine/engine.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import { TrafficSchema } from '../schemas/traffic.ts';
import type { Services } from '../services.ts';
import { queryOf } from './query.ts';
import { wholeNumber } from './whole-number.ts';

const MOST_FLOWS = 200;
/** No flow remembers more. */
const MOST_SECONDS = 300;
/** Rates are over ten full seconds: what was last seen before has none. */
const ACTIVE = 11_000; // ms

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
export function addTraffic(app: App, { engine }: Services & { readonly engine: Engine }): void {
  app.openAPIRegistry.registerPath(route);
  app.get(route.path, (c) => {
    const { flows, seconds, rates } = queryOf(c, query);
    const { detector, numbers } = engine;
    const { now } = detector;
    const asked = (flows?.split(',') ?? []).map((id) => {
      const number = numbers.numberOf(id);
      return number === null ? undefined : detector.flows.get(number);
    });
    const columns = { flow: [] as string[], bitsPerSecond: [] as number[], bytesDown: [] as number[], probability: [] as (number | null)[] };
    for (const state of rates === 'all' ? detector.flows.values() : asked) {
      if (!state || state.latest < now - ACTIVE) continue;
      const id = numbers.idOf(state.flow.number);
      // Forgotten by the batch that is being judged: its end is about to be told.
      if (id === null) continue;
      columns.flow.push(id);
      columns.bitsPerSecond.push(Math.round(flowRate(state, now)));
      columns.bytesDown.push(state.bytesDown);
      columns.probability.push(hundredths(state.policy.current?.probability ?? null));
    }
    const end = Math.floor(now / 1000);
    return c.json({
      time: now > -Infinity ? isoTime(now) : null,
      rates: columns,
      downlink:
        asked.length === 0 || now === -Infinity
          ? null
          : {
              start: isoTime(1000 * (end - seconds)), seconds,
              bytes: asked.map((state) => (state ? Array.from(state.seconds.read(end, seconds, state.side.side === 'b')) : null)),
            },
    });
  });
}

/** As precise as anything shows it. */
function hundredths(probability: number | null): number | null {
  return probability === null ? null : Math.round(100 * probability) / 100;
}
