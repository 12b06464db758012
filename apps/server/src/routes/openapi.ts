import type { App } from '../app-env.ts';

/** GET /openapi.json: everything that was registered before. */
export function addOpenApi(app: App, version: string): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer', description: 'Needed unless the service listens on loopback only: scope read for GET, write for POST.' });
  let document: string | null = null;
  app.get('/openapi.json', (c) => {
    document ??= JSON.stringify(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'Tunnelscope',
          version,
          description: 'Tells live video from video on demand in encrypted traffic, from packet times, sizes and directions alone. Errors are application/problem+json (RFC 9457).',
        },
        tags: [
          { name: 'Judge', description: 'Captures and series that are sent whole.' },
          { name: 'Follow', description: 'Packets as they come, and the flows that they make.' },
          { name: 'History', description: 'What was judged before.' },
          { name: 'Service', description: 'For who runs the service.' },
        ],
        servers: [{ url: '/' }],
        security: [{}, { token: [] }],
      }),
    );
    return c.body(document, 200, { 'content-type': 'application/json' });
  });
}
