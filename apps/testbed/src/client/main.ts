import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { act } from './act.ts';
import type { Doing } from './doing.ts';
import { clientOrder, type ClientOrder } from './order.ts';
import type { ClientLine } from './report.ts';

/** Between two lines of the report. */
const REPORT_MILLISECONDS = 2000;

function say(line: ClientLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Settles true at a line "begin", false when the recorder is gone. */
function began(): Promise<boolean> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      if (line.trim() === 'begin') resolve(true);
    });
    lines.once('close', () => resolve(false));
  });
}

/** Settles after so many seconds, or once the process is told to end. */
async function passed(seconds: number, ended: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal: ended }).catch(() => {});
}

async function run(order: ClientOrder, doing: Doing, ended: AbortSignal): Promise<void> {
  say({ ready: true });
  if (!(await began())) return;
  const start = performance.now();
  const observe = async () => {
    const at = (performance.now() - start) / 1000;
    say({ at, observation: await doing.observe() });
  };
  await doing.begin();
  const end = order.role === 'peer' ? Number.POSITIVE_INFINITY : order.condition.durationSeconds;
  for (let at = 0; at < end && !ended.aborted; ) {
    const next = Math.min(end, at + REPORT_MILLISECONDS / 1000);
    await passed(Math.max(0, next - (performance.now() - start) / 1000), ended);
    at = next;
    await observe();
  }
  say({ ended: true });
}

async function main(): Promise<number> {
  const ended = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => ended.abort());
  let doing: Doing | null = null;
  try {
    const order = clientOrder.parse(JSON.parse(process.argv[2] ?? 'null'));
    doing = await act(order);
    await run(order, doing, ended.signal);
    return 0;
  } catch (error) {
    say({ failed: (error as Error).message });
    return 1;
  } finally {
    await doing?.close();
  }
}

process.exit(await main());
