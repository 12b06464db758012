import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { INSIDE, type Cell, type Part, type Place } from '../namespaces/cell.ts';
import type { Condition } from '../plan/condition.ts';
import { TestbedError } from '../testbed-error.ts';
import { prepareCamera } from './camera.ts';
import { ReportCollector } from './collect-report.ts';
import type { ClientOrder } from './order.ts';
import { clientLine, type ClientLine, type ClientReport, type Sample } from './report.ts';

const MAIN = fileURLToPath(new URL('../../dist/client/main.js', import.meta.url));

export interface RunningClient {
  /** The recording begins: playback, call, pages. */
  begin(): void;
  /** Settles once the client ended, by itself after the condition's duration or not; never rejects. */
  readonly done: Promise<ClientReport>;
  /** How things stood last; undefined: nothing is known yet. */
  latest(): Sample | undefined;
  /** Ends it before its time, with all of its processes. */
  stop(): Promise<void>;
}

/**
 * Starts what uses the tunnel, in the client's namespace, and a call's other side in the origin's. Settles once everything is
 * warm: pages and code are loaded, nothing plays yet.
 * @throws TestbedError if it does not become ready
 */
export async function startClient(cell: Cell, condition: Condition): Promise<RunningClient> {
  const camera = condition.activity.kind === 'call' ? await prepareCamera() : null;
  const start = (place: Place, role: ClientOrder['role']) => {
    const order: ClientOrder = { condition, role, base: `https://${INSIDE.origin}`, folder: `${cell.folder}/${role}`, camera };
    return new Client(cell.start(place, [process.execPath, MAIN, JSON.stringify(order)], { name: role, talk: 'pipe' }));
  };
  const peer = camera === null ? null : start('origin', 'peer');
  const viewer = start('client', 'viewer');
  const stop = async () => {
    await Promise.all([viewer.part.stop(), peer?.part.stop()]);
  };
  try {
    await Promise.all([viewer.ready, peer?.ready]);
  } catch (error) {
    await stop();
    throw error;
  }
  // The other side of a call stays until the viewer has hung up; without it, what is recorded is no call.
  const left = peer?.done.then(({ failure }) => failure ?? 'the other side of the call ended first');
  const done = Promise.race([viewer.done, ...(left ? [left.then((failure) => viewer.report.report(failure))] : [])]);
  return {
    begin() {
      peer?.begin();
      viewer.begin();
    },
    latest: () => viewer.report.latest(),
    done: done.finally(() => peer?.part.stop()),
    stop,
  };
}

/** One process of the client: its lines as a report. */
class Client {
  readonly part: Part;
  /** Rejects if it ends first. */
  readonly ready: Promise<void>;
  readonly done: Promise<ClientReport>;
  readonly report = new ReportCollector();

  constructor(part: Part) {
    this.part = part;
    const { report } = this;
    let failure: string | null = 'it ended before its time';
    let ready = () => {};
    let refuse = (_: Error) => {};
    this.ready = new Promise((resolve, reject) => {
      ready = resolve;
      refuse = reject;
    });
    // Whoever starts it hears of it by `ready` or by `done`.
    this.ready.catch(() => {});
    const lines = createInterface({ input: part.stdout! });
    lines.on('line', (text) => {
      const line = parseLine(text);
      if ('ready' in line) ready();
      else if ('observation' in line) report.add(line.at, line.observation);
      else failure = 'failed' in line ? line.failed : null;
    });
    const read = new Promise((resolve) => lines.once('close', resolve));
    this.done = Promise.all([part.ended, read]).then(([{ code, signal }]) => {
      const words = failure === null ? null : `${part.name}: ${failure} (${signal ?? `exit code ${code}`})${part.tail() === '' ? '' : `\n${part.tail()}`}`;
      refuse(new TestbedError(words ?? `${part.name} ended before it was ready`));
      return report.report(words);
    });
  }

  begin(): void {
    this.part.stdin!.write('begin\n');
  }
}

function parseLine(text: string): ClientLine {
  try {
    return clientLine.parse(JSON.parse(text));
  } catch (error) {
    return { failed: `the client wrote ${text.slice(0, 200)}: ${(error as Error).message}` };
  }
}
