import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import type { AppEnv } from '../app-env.ts';
import { BINARY_TYPE, encodeBinary } from '../engine/wire/binary.ts';
import type { PushedBatch, PushedFlow } from '../engine/wire/pushed-batch.ts';
import { DEFAULT_LIMITS } from '../limits/limits.ts';
import { createLogger } from '../logging.ts';
import { Metrics } from '../metrics.ts';
import { requestContext } from '../middleware/request-context.ts';
import { onError, onNotFound } from '../problem/on-error.ts';
import { SERVER_CLOCK, type ServerClock } from '../services.ts';
import { addHealth } from '../routes/health.ts';
import { addLiveRoutes, closeLive, type LiveOptions, type LiveServices, openLive } from './live-services.ts';

const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();

export interface LiveServer extends LiveServices {
  readonly url: string;
  readonly metrics: Metrics;
  /** Ends it as a signal would. */
  close(): Promise<void>;
}

/** The routes about streams on a socket of loopback. */
export async function liveServer({ clock = SERVER_CLOCK, ...options }: LiveOptions & { readonly clock?: ServerClock }, maskAddresses = false): Promise<LiveServer> {
  const metrics = new Metrics();
  const logger = createLogger('silent');
  const stopping = new AbortController();
  const common = { kernels, model, logger, metrics, clock, maskAddresses };
  const live = openLive(common, options);
  const services = { ...common, ...live, limits: DEFAULT_LIMITS, tokens: null, clientOf: () => null, stopping: stopping.signal, cutOff: new AbortController().signal };
  const app = new OpenAPIHono<AppEnv>();
  app.onError(onError(services));
  app.notFound(onNotFound);
  app.use(requestContext(services));
  addLiveRoutes(app, services);
  addHealth(app, services);
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...live, metrics, url: `http://127.0.0.1:${port}`,
    async close() {
      stopping.abort();
      await new Promise((resolve) => {
        server.close(resolve);
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      });
      await closeLive(live);
    },
  };
}

/** A recorded capture as a sensor would send it. @param size packets a batch */
export async function recordedPushes(name: string, sensor: string, size = 5000): Promise<PushedBatch[]> {
  const flows: PushedFlow[] = [];
  const pushes: PushedBatch[] = [];
  const file = fileURLToPath(new URL(`../../../../test-data/recorded/${name}`, import.meta.url));
  for await (const batch of readCapture(openCapture(file), kernels, { batchSize: size })) {
    if (batch.kind !== 'packets') throw new Error(`${name}: expected packets`);
    for (const { number, a, b, protocol } of batch.newFlows) flows[number] = { a, b, protocol };
    const { count, time, nanoseconds, size: sizes, flow, fromA } = batch;
    pushes.push({
      sensor, sequence: pushes.length, flows: flows.slice(), count,
      time: time.slice(0, count), nanoseconds: nanoseconds.slice(0, count), size: sizes.slice(0, count), flow: flow.slice(0, count), fromA: fromA.slice(0, count),
    });
  }
  return pushes;
}

export function send(url: string, batch: PushedBatch): Promise<Response> {
  return fetch(`${url}/v1/packets`, { method: 'POST', headers: { 'content-type': BINARY_TYPE }, body: Buffer.from(encodeBinary(batch)) });
}

/** Many small flows: one packet of each every 10 s, for as many seconds. */
export function manyFlows(sensor: string, flows: number, seconds: number, start: number): PushedBatch[] {
  const named = Array.from({ length: flows }, (_, i): PushedFlow => ({ protocol: 17, a: { address: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, port: 5000 }, b: { address: '192.0.2.1', port: 443 } }));
  return Array.from({ length: Math.floor(seconds / 10) + 1 }, (_, step) => ({
    sensor, sequence: step, flows: named, count: flows,
    time: new Float64Array(flows).fill(start + 10_000 * step), nanoseconds: new Uint32Array(flows), size: new Uint16Array(flows).fill(1200),
    flow: Uint32Array.from({ length: flows }, (_, i) => i), fromA: new Uint8Array(flows),
  }));
}
