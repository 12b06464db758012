import { OpenAPIHono } from '@hono/zod-openapi';
import type { App, AppEnv } from './app-env.ts';
import { authorise } from './auth/authorise.ts';
import { rateLimit } from './limits/rate-limit.ts';
import { addLiveRoutes, type StreamServices } from './live/live-services.ts';
import { crossOrigin } from './middleware/cross-origin.ts';
import { hostCheck } from './middleware/host-check.ts';
import { requestContext } from './middleware/request-context.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { onError, onNotFound } from './problem/on-error.ts';
import { addClassify } from './routes/classify.ts';
import { addDocs } from './routes/docs.ts';
import { addHealth } from './routes/health.ts';
import { addMethodNotAllowed } from './routes/method-not-allowed.ts';
import { addMetrics } from './routes/metrics.ts';
import { addOpenApi } from './routes/openapi.ts';
import { addPage } from './routes/page.tsx';
import { addSeries } from './routes/series.ts';
import type { Services } from './services.ts';

export interface AppOptions {
  /** Names that the Host header may carry besides loopback's; null: any. */
  readonly allowedHosts: readonly string[] | null;
  readonly corsOrigins: readonly string[];
  readonly version: string;
}

/** The service without a socket. */
export function createApp(services: Services & StreamServices, { allowedHosts, corsOrigins, version }: AppOptions): App {
  const { limits, clock, tokens } = services;
  const app = new OpenAPIHono<AppEnv>();
  app.onError(onError(services));
  app.notFound(onNotFound);
  app.use(requestContext(services));
  app.use(securityHeaders);
  if (allowedHosts !== null) app.use(hostCheck(allowedHosts));
  app.use(crossOrigin(corsOrigins));
  if (limits.requestsPerSecond > 0) app.use(rateLimit(limits.requestsPerSecond, clock.now));
  app.use(authorise(tokens));

  addClassify(app, services);
  addSeries(app, services);
  addLiveRoutes(app, services);
  addHealth(app, services);
  addMetrics(app, services);
  addOpenApi(app, version);
  addDocs(app);
  addPage(app, services);
  addMethodNotAllowed(app);
  return app;
}
