/**
 * Judges captures from a script: what `tunnelscope classify` does, in the four steps that it consists of.
 *
 *   node examples/classify-from-a-script.ts test-data/recorded/pair_*_p86.pcap.gz
 */
import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import { loadKernels } from '@tunnelscope/core';
import { detect } from '@tunnelscope/detector';
import { loadDefaultModel } from '@tunnelscope/model/default';

// Once for all captures: the kernels ('typescript' gives the same results), and the model that comes with the package.
const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();

if (process.argv.length < 3) console.error('usage: node examples/classify-from-a-script.ts CAPTURE…');
for (const file of process.argv.slice(2)) {
  // Format and compression are told by content. Batches of packets come while the file is read; none is kept.
  const batches = readCapture(openCapture(file), kernels);
  for await (const { record, verdict, subtype, probability, decidedAfterSeconds, reasons } of detect(batches, { kernels, model })) {
    const client = record.client === 'a' ? record.flow.a : record.flow.b;
    console.log(`${file}: ${client.address}:${client.port} ${subtype ?? verdict} ${Math.round(100 * probability)} %, decided after ${decidedAfterSeconds} s`);
    // A reason's effect is its share in the log-odds of the verdict.
    for (const { text, effect } of reasons) console.log(`  ${effect >= 0 ? '+' : ''}${effect.toFixed(1)} ${text}`);
  }
}
