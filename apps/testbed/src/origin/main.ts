import { originOrder } from './order.ts';
import { serveOrigin } from './serve-origin.ts';

/**
 * The origin's process: `node main.js '<order as JSON>'`. Writes `{"ready":true,"port":…}` once it listens, or
 * `{"error":"…"}`; ends at SIGTERM.
 */
async function main(): Promise<void> {
  const { port } = await serveOrigin(originOrder.parse(JSON.parse(process.argv[2] ?? 'null')));
  console.log(JSON.stringify({ ready: true, port }));
}

process.once('SIGTERM', () => process.exit(0));
main().catch((error: Error) => {
  console.log(JSON.stringify({ error: error.message }));
  process.exitCode = 1;
});
