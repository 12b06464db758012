// The work of POST /v1/classify/series on node:http and nothing else: no tokens, no limits, no log, no metrics, no schema.
// Started by series-cost.js.
import { createServer } from 'node:http';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { judgeSeries } from '../dist/series/judge-series.js';

const [kernels, model] = await Promise.all([loadKernels('wasm'), loadDefaultModel()]);

/** Columns of 32-bit numbers, one after the other in each bin. */
function fromBinary(body, names) {
  const values = new Float32Array(body.buffer.slice(body.byteOffset, body.byteOffset + body.length));
  const column = (name) => {
    const place = names.indexOf(name);
    return place < 0 ? null : Float64Array.from({ length: values.length / names.length }, (_, bin) => values[bin * names.length + place]);
  };
  return { binSeconds: 1, start: null, bytesDown: column('bytesDown'), bytesUp: column('bytesUp'), packetsDown: column('packetsDown'), packetsUp: column('packetsUp') };
}

function fromJson({ binSeconds = 1, bytesDown, bytesUp = null, packetsDown = null, packetsUp = null }) {
  return { binSeconds, start: null, bytesDown, bytesUp, packetsDown, packetsUp };
}

const server = createServer((request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const body = Buffer.concat(pieces);
    const binary = request.headers['content-type'] === 'application/octet-stream';
    const series = binary ? fromBinary(body, new URLSearchParams(request.url.split('?')[1]).get('columns').split(',')) : fromJson(JSON.parse(body.toString()));
    const answer = JSON.stringify(judgeSeries(series, kernels, model));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
