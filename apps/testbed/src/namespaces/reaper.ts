import { removeRun } from './remove-namespaces.ts';

/**
 * A process beside the recorder that outlives it: however the recorder ends, killed with -9 too, the pipe between them
 * ends, and all that the run made is removed. It heeds no signal meant for the recorder (Ctrl-C goes to both).
 */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, () => undefined);
const key = process.argv[2];
if (key === undefined || !/^tunnelscope-\d+-\d+-\d+$/.test(key)) throw new Error(`reaper: expected the key of a run, got ${String(key)}`);
process.stdin.on('error', () => undefined);
process.stdin.resume();
process.stdin.once('close', () => {
  // A namespace may be in the making at this very moment by a child of the recorder: look twice.
  const twice = async (): Promise<void> => {
    await removeRun(key);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await removeRun(key);
  };
  twice().then(
    () => process.exit(0),
    (error: Error) => {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    },
  );
});
process.stdout.write('ready\n');
