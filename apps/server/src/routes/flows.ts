import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import { FlowPageSchema, TUNNELS, Verdict } from '../schemas/flow.ts';
import type { Services } from '../services.ts';
import { FLOW_SORTS, type FlowSort } from '../store/flow-history.ts';
import type { Store } from '../store/store.ts';
import type { LiveView } from '../view/live-view.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { FlowAddress } from './flow-address.ts';
import { queryOf } from './query.ts';
import { wholeNumber } from './whole-number.ts';

const SORTS = FLOW_SORTS.flatMap((sort) => [sort, `-${sort}`]) as [string, ...string[]];

const query = z.strictObject({
  state: z.enum(['followed', 'ended']).default('followed').openapi({ description: 'Flows that are followed now, or those that have ended, from the history.' }),
  verdict: Verdict.optional(),
  address: FlowAddress.optional().openapi({ type: 'string', description: 'Of either end: an IP address, or the name that stands for one.' }),
  protocol: wholeNumber(0, 255).optional().openapi({ description: 'IP protocol number: 6 TCP, 17 UDP.' }),
  tunnel: z.enum(TUNNELS).optional().openapi({ description: 'The tunnel that the payload of the first packets showed; flows that sensors tell of have none.' }),
  minBytes: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional().openapi({ description: 'Of both directions together, as IP total length says: only flows with so many bytes or more.' }),
  sort: z.enum(SORTS).default('-start').openapi({ description: 'A minus: largest first.' }),
  limit: wholeNumber(1, 1000).default(100).openapi({ default: 100 }),
  cursor: z.string().max(200).optional().openapi({ description: 'The nextCursor of the page before.' }),
});

const route = createRoute({
  method: 'get',
  path: '/v1/flows',
  tags: ['Follow'],
  operationId: 'listFlows',
  summary: 'List flows',
  description: 'A page of flows. Sorted by start, paging meets each flow once; sorted by what changes while it is paged, a flow can move past the cursor.',
  request: { query },
  responses: {
    200: { description: 'A page.', content: { 'application/json': { schema: FlowPageSchema } } },
    ...problemAnswers(401, 403, 422, 503),
  },
});

/** GET /v1/flows */
export function addFlows(app: App, { view, store }: Services & { readonly view: LiveView; readonly store: Store }): void {
  app.openAPIRegistry.registerPath(route);
  app.get(route.path, async (c) => {
    const { state, sort, limit, cursor, ...filter } = queryOf(c, query);
    const order = { sort: sort.replace('-', '') as FlowSort, descending: sort.startsWith('-') };
    const list = `${state} ${sort}`;
    const [value, tie] = cursor === undefined ? [] : placeOf(cursor, list, 2);
    const after = value === undefined ? null : { value, tie: tie! };
    // One more than asked for tells whether there is another page.
    const found = state === 'ended' ? store.flows.find(filter, order, after, limit + 1).map(({ key, line, value: sorted }) => ({ tie: key, value: sorted, flow: () => ({ ...(JSON.parse(line) as object), bitsPerSecond: 0 }) })) : await view.list(filter, order, after, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return c.json({ flows: page.map(({ flow }) => flow()), nextCursor: last && found.length > limit ? cursorOf([list, last.value, last.tie]) : null });
  });
}
