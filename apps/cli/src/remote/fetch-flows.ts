import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowLine } from '@tunnelscope/detector/live/flow-line';
import type { FlowPast } from '@tunnelscope/detector/live/flow-past';
import { LiveVerdictsSchema } from '@tunnelscope/server/schemas/event-line';
import { FlowDetailSchema, FlowPageSchema } from '@tunnelscope/server/schemas/flow';
import type { ServerClient } from './server-client.ts';
import { ServerError } from './server-error.ts';

const MOST_VERDICTS = 12;
const PAGE = 1000;
/** A server that hands out one page after the other for ever is left alone. */
const MOST_PAGES = 1000;

/** The flows that a server follows, those that began last at first. @param limit of a page @throws ServerError */
export async function* fetchFlows(client: ServerClient, signal: AbortSignal, limit = PAGE) {
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const place: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { data } = await client.get(`v1/flows?sort=-start&limit=${limit}${place}`, FlowPageSchema, signal);
    yield* data.flows;
    cursor = data.nextCursor;
    if (cursor === null) return;
  }
}

/** All about one flow; null if the server knows of none. @throws ServerError */
export async function fetchFlow(client: ServerClient, id: string, signal: AbortSignal): Promise<{ readonly line: FlowLine; readonly past: FlowPast } | null> {
  try {
    const { data } = await client.get(`v1/flows/${encodeURIComponent(id)}`, FlowDetailSchema, signal);
    const { series, probabilitiesOverTime, reasons, spikes: _spikes, spectrum: _spectrum, bitsPerSecond: _rate, ended: _ended, ...line } = data;
    return { line, past: { series, probabilitiesOverTime, reasons, likely: line.likely } };
  } catch (error) {
    if (error instanceof ServerError && error.status === 404) return null;
    throw error;
  }
}

/** The latest verdicts of a flow as they were told of, oldest first. @throws ServerError */
export async function fetchVerdicts(client: ServerClient, id: string, signal: AbortSignal): Promise<EventLine[]> {
  const { data } = await client.get(`v1/verdicts?source=live&flow=${encodeURIComponent(id)}&limit=${MOST_VERDICTS}`, LiveVerdictsSchema, signal);
  return data.verdicts.map(({ line }) => line).sort((x, y) => (x.time < y.time ? -1 : 1));
}
