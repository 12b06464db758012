import { loadKernels } from '@tunnelscope/core';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { WallClock } from '@tunnelscope/detector/live/clock';
import { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import { loadDefaultModel } from '@tunnelscope/model/default';
import type { Outside } from '../outside.ts';
import { heaviestFlow, mixedCapture } from './mixed-capture.fixture.ts';
import { VirtualTerminal } from './virtual-terminal.fixture.ts';
import { watch } from '../watch.tsx';
import { LocalFlows } from '../local/local-flows.ts';
import type { WatchOptions } from '../watch-options.ts';

const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();

/** A running dashboard on a virtual terminal. */
export interface Session {
  readonly terminal: VirtualTerminal;
  readonly detector: LiveDetector;
  /** The exit code, once it has ended. */
  readonly code: Promise<number>;
  /** Files that were written. */
  readonly files: Map<string, string>;
  readonly signal: (name: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void;
  /** Types, one key after the other. */
  press(...keys: string[]): Promise<void>;
  /** Lets the dashboard do its work until a line of the screen is like this, then returns the screen. */
  until(wanted: RegExp | string): Promise<string[]>;
}

/** Turns of the event loop to wait for what is wanted: far more than anything takes. */
const PATIENCE = 500;

export function startSession(batches: AsyncIterable<CaptureBatch>, columns: number, rows: number, more: Partial<WatchOptions & { mask: (address: string) => string }> = {}, outsideToo: Partial<Outside> = {}): Session {
  const terminal = new VirtualTerminal(columns, rows);
  const detector = new LiveDetector({ kernels, model });
  const files = new Map<string, string>();
  const listeners = new Set<(name: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void>();
  const outside: Outside = {
    stdout: terminal.stdout,
    stdin: terminal.stdin,
    clock: turningClock(),
    writeFile: async (name, text) => void files.set(name, text),
    noColor: false,
    unicode: true,
    onTermination: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onCrash: () => () => {},
    ...outsideToo,
  };
  const code = watch({
    flows: new LocalFlows({ packets: batches, detector, model, speed: Infinity, clock: outside.clock, ...(more.mask && { mask: more.mask }) }),
    kernels, engine: 'wasm', modelName: 'default', outside,
    source: { name: 'mixed.pcap', kind: 'file', speed: Infinity, counters: () => [], error: () => null },
    ...more,
  });
  return {
    terminal, detector, code, files,
    signal: (name) => {
      for (const listener of listeners) listener(name);
    },
    press: async (...keys) => {
      for (const key of keys) {
        terminal.keyboard.type(key);
        await turns(50);
      }
    },
    until: async (wanted) => {
      let lines: string[] = [];
      for (let turn = 0; turn < PATIENCE; turn++) {
        await turns(5);
        lines = await terminal.lines();
        if (lines.some((line) => (typeof wanted === 'string' ? line.includes(wanted) : wanted.test(line)))) return lines;
      }
      throw new Error(`never on the screen: ${wanted}\n${lines.join('\n')}`);
    },
  };
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** A clock that goes on by being waited for: nothing in a test depends on how long it takes. */
function turningClock(): WallClock {
  let now = 1000;
  return {
    now: () => now,
    sleep: async (milliseconds, signal) => {
      const until = now + milliseconds;
      while (now < until && !signal.aborted) {
        await new Promise((resolve) => setImmediate(resolve));
        now += 10;
      }
    },
  };
}

const recordings = await Promise.all(['L_live10_wg.csv.gz', 'L_vod10_tcp.csv.gz', 'idle_ovpn.csv.gz'].map((name) => heaviestFlow(name, kernels)));

const known = new Map<string, CaptureBatch[]>();

/** So many flows: every third, from the first on, is live, the next VOD, the third idle. */
export async function* mixed(flows: number, seconds: number): AsyncGenerator<CaptureBatch> {
  const key = `${flows} ${seconds}`;
  const batches = known.get(key) ?? [...mixedCapture(recordings, flows, seconds)];
  known.set(key, batches);
  yield* batches;
}

/** What the detector alone finds: each flow at its end, by the client's address. */
export async function finalFlows(batches: AsyncIterable<CaptureBatch>): Promise<ReadonlyMap<string, LiveFlow>> {
  const detector = new LiveDetector({ kernels, model });
  for await (const batch of batches) detector.feed(batch);
  const flows = detector.end().flatMap((event) => (event.kind === 'end' ? [event.last] : []));
  return new Map(flows.map((flow) => [flow.side.side === 'a' ? flow.flow.a.address : flow.flow.b.address, flow]));
}
