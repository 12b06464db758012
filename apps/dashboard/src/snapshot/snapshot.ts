import type { WallClock } from '@tunnelscope/detector/live/clock';
import { watch } from '../watch.tsx';
import type { WatchOptions } from '../watch-options.ts';
import { idleKeyboard } from './keyboard.ts';
import { Screen } from './screen.ts';
import { screenSvg } from './svg.ts';
import { screenText } from './text.ts';

export interface SnapshotOptions extends Omit<WatchOptions, 'outside'> {
  readonly columns: number;
  readonly rows: number;
  /** When the frame is to be taken, such as at the end of the packets. */
  readonly until: Promise<void>;
  /** It is taken after so many seconds, if not before; Infinity: whatever it takes. */
  readonly seconds: number;
  readonly format: 'txt' | 'svg';
  readonly clock: WallClock;
}

/** The dashboard looks at its flows once a second; with very many of them less often. */
const SETTLING = 1500; // ms
/** The screen counts as drawn once nothing was written for as long. At most eight frames come a second. */
const QUIET = 400;
/** It is taken after as long in any case. */
const PATIENCE = 5000;

/**
 * One frame of the dashboard as a file's content.
 * @throws what reading the packets throws, if there is not one of them
 */
export async function snapshot({ columns, rows, until: moment, seconds, format, clock, ...options }: SnapshotOptions): Promise<string> {
  const screen = new Screen(columns, rows);
  const over = Promise.withResolvers<void>();
  const stop = new AbortController();
  const { signal } = stop;
  const until = Number.isFinite(seconds) ? clock.sleep(1000 * seconds, signal) : new Promise<void>(() => {});
  options.signal?.addEventListener('abort', () => over.resolve());
  void moment.then(over.resolve);
  const watching = watch({
    ...options,
    signal,
    outside: {
      stdout: screen.stdout,
      stdin: idleKeyboard(),
      clock,
      writeFile: () => Promise.reject(new Error('nobody asks for files')),
      noColor: format === 'txt',
      unicode: true,
      onTermination: () => () => {},
      onCrash: () => () => {},
    },
  });
  try {
    await Promise.race([over.promise, until, watching]);
    const latest = clock.now() + PATIENCE;
    await clock.sleep(SETTLING, signal);
    while (screen.quietFor < QUIET && clock.now() < latest) await clock.sleep(QUIET / 4, signal);
    const cells = screen.cells();
    return format === 'svg' ? screenSvg(cells, `tunnelscope watch ${options.source.name}`) : screenText(cells);
  } finally {
    stop.abort();
    await watching;
  }
}
