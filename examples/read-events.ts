/**
 * Reads the events of a running service (server-sent events): a line for each verdict, none missing and none twice, however
 * often the connection breaks, because each connection says which event was the last.
 *
 *   npx tunnelscope serve --input test-data/recorded/pair_live4_hls_wg_p86.pcap.gz
 *   node examples/read-events.ts http://127.0.0.1:8787 0
 *
 * The second argument is the event to go on from; 0: all that are kept, left out: those from now on. Ctrl-C ends it. A token is
 * read from TUNNELSCOPE_TOKEN.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLine } from '@tunnelscope/detector/live/event-line';
import { EventSourceParserStream } from 'eventsource-parser/stream';

const [service = 'http://127.0.0.1:8787', from] = process.argv.slice(2);
const token = process.env.TUNNELSCOPE_TOKEN;
let last = from;

for (;;) {
  try {
    await readUntilItBreaks();
  } catch (error) {
    console.error(`${service}: ${error instanceof Error ? error.message : error}; trying again`);
  }
  await sleep(1000);
}

async function readUntilItBreaks(): Promise<void> {
  const answer = await fetch(new URL('/v1/events', service), {
    headers: { ...(last !== undefined && { 'last-event-id': last }), ...(token !== undefined && { authorization: `Bearer ${token}` }) },
  });
  if (!answer.ok || answer.body === null) throw new Error(`HTTP status ${answer.status}`);
  for await (const { id, event, data } of answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())) {
    // Events that the service has deleted before they could be read.
    if (event === 'gap') console.log(`gap ${data}`);
    else show(JSON.parse(data) as EventLine);
    last = id ?? last;
  }
}

function show(line: EventLine): void {
  if (line.kind === 'verdict') console.log(`${line.time} ${line.flow.client} ${line.before ?? 'nothing'} → ${line.subtype ?? line.verdict} ${Math.round(100 * line.probability)} %, since ${line.since}`);
  if (line.kind === 'end') console.log(`${line.time} ${line.flow.client} ended: ${line.reason}, ${line.bytesDown} bytes down`);
}
