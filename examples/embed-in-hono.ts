/**
 * A route of your own service that judges the capture in its body, while it is uploaded. The detector needs no server of
 * ours: bytes in, verdicts out.
 *
 *   node examples/embed-in-hono.ts 8080
 *   curl --data-binary @tunnel.pcap http://127.0.0.1:8080/verdicts
 *
 * A service that strangers can reach needs more than this example: limits, authorisation, time-outs. `tunnelscope serve` has them.
 */
import { realpathSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { readCapture } from '@tunnelscope/capture';
import { CaptureError } from '@tunnelscope/capture/errors';
import { gunzip, unzstd } from '@tunnelscope/capture/file';
import { fromChunks } from '@tunnelscope/capture/from-chunks';
import { loadKernels } from '@tunnelscope/core';
import { detect } from '@tunnelscope/detector';
import { verdictLine } from '@tunnelscope/detector/verdict-line';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { Hono } from 'hono';

const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();

export const app = new Hono();

app.post('/verdicts', async (c) => {
  const body = c.req.raw.body;
  if (body === null) return c.json({ error: 'found no body, expected a capture' }, 400);
  const source = { name: 'upload', decompressors: { gzip: gunzip, zstd: unzstd }, ...fromChunks(body) };
  try {
    const lines = [];
    for await (const found of detect(readCapture(source, kernels), { kernels, model })) {
      lines.push(verdictLine('upload', found, false, kernels.engine, { name: model.name, hash: model.hash }));
    }
    return c.json(lines);
  } catch (error) {
    // It says where the capture is wrong, what was found there and what was expected.
    if (error instanceof CaptureError) return c.json({ error: error.message }, 422);
    throw error;
  }
});

// Not where a test imports it.
if (realpathSync(process.argv[1]!) === import.meta.filename) {
  const port = Number(process.argv[2] ?? 8080);
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (address) => console.log(`listening on http://127.0.0.1:${address.port}/verdicts`));
}
