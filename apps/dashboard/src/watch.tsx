import { render } from 'ink';
import { App } from './app.tsx';
import { Dashboard } from './dashboard.ts';
import { FramePacer } from './frame-pacer.ts';
import { createTheme } from './palette/theme.ts';
import type { Key } from './state/key.ts';
import type { WatchOptions } from './watch-options.ts';
import { writeExport } from './write-export.ts';

/** How often the flows are looked at while nobody presses a key. */
const TICK = 250; // ms on the wall
const HOME_AND_ERASE = '\x1b[H\x1b[J';
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Shows a stream's flows until the user quits; the terminal is then as before, whatever happened.
 * When the stream ends, or breaks off, the last verdicts stay on the screen.
 * @returns the exit code: 0 after q, 130 after Ctrl-C, 143 after SIGTERM, 129 once the terminal is gone
 * @throws what went wrong in the dashboard itself, after the terminal was restored
 */
export async function watch(options: WatchOptions): Promise<number> {
  const { outside, flows } = options;
  const { stdout, stdin, clock } = outside;
  const dashboard = new Dashboard(options);
  const theme = createTheme(!outside.noColor, outside.unicode);
  const stop = new AbortController();
  const finished = Promise.withResolvers<number>();
  const finish = (code: number) => finished.resolve(code);
  const guarded = (work: () => void) => () => {
    try {
      work();
    } catch (error) {
      finished.reject(error);
    }
  };

  const onKey = (key: Key) => guarded(() => {
    const before = dashboard.ui.mode;
    dashboard.press(key);
    if (dashboard.ui.exit !== null) finish(dashboard.ui.exit);
    if (dashboard.ui.mode !== before && dashboard.ui.mode.kind === 'exporting') void writeExport(dashboard, flows, outside).then(() => pacer.ask(), finished.reject);
    pacer.ask();
  })();
  const screen = () => (
    <App options={options} dashboard={dashboard} theme={theme} onKey={onKey} />
  );
  const resize = guarded(() => {
    // Ink moves its cursor relative to the last frame, and the terminal has just moved that: the next frame begins anew.
    instance.clear();
    stdout.write(HOME_AND_ERASE);
    dashboard.resized();
    instance.rerender(screen());
  });
  const gone = () => finish(EXIT_CODES.SIGHUP);

  // Before Ink's own listener, which draws at once.
  stdout.on('resize', resize);
  stdout.on('error', gone);
  stdin.on('error', gone);
  stdin.on('end', gone);
  const deaf = outside.onTermination((signal) => finish(EXIT_CODES[signal]));
  const careless = outside.onCrash((error) => finished.reject(error));
  const aborted = () => finish(0);
  options.signal?.addEventListener('abort', aborted, { once: true });
  const instance = render(screen(), {
    stdout, stdin, exitOnCtrlC: false, patchConsole: false, interactive: true, alternateScreen: true, incrementalRendering: true, maxFps: 60,
  });
  // An error inside a component ends Ink.
  instance.waitUntilExit().then(() => {}, finished.reject);
  const pacer = new FramePacer(clock, stop.signal, guarded(() => instance.rerender(screen())));

  const followed = flows.run(stop.signal).catch((error: unknown) => dashboard.fail(error));
  followed.catch(finished.reject);
  const ticking = (async () => {
    while (!stop.signal.aborted) {
      if (dashboard.refresh()) pacer.ask();
      await clock.sleep(TICK, stop.signal);
    }
  })();
  ticking.catch(finished.reject);

  try {
    return await finished.promise;
  } finally {
    stop.abort();
    options.signal?.removeEventListener('abort', aborted);
    deaf();
    careless();
    stdout.off('resize', resize);
    instance.unmount();
    await instance.waitUntilExit().catch(() => {});
    stdin.off('end', gone);
    stdin.off('error', gone);
    stdout.off('error', gone);
  }
}
