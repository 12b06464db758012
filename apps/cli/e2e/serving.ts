import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { type Ended, ended, start, type StartOptions } from './tunnelscope.ts';

export interface Serving {
  readonly child: ChildProcessWithoutNullStreams;
  readonly url: string;
  /** Sends a signal, and waits until it has ended. */
  readonly end: (signal: NodeJS.Signals) => Promise<Ended>;
}

/** Starts the service, and waits until it says where it listens. @param onStart told of the process at once, so that it is ended whatever happens */
export async function serving(words: readonly string[], onStart: (child: ChildProcessWithoutNullStreams) => void, options?: StartOptions): Promise<Serving> {
  const child = start(['serve', ...words], options);
  onStart(child);
  const end = ended(child);
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stderr.on('data', (chunk: string) => {
      text += chunk;
      const found = /"url":"([^"]+)"/.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.on('close', () => reject(new Error(text)));
  });
  return {
    child,
    url,
    end: (signal) => {
      child.kill(signal);
      return end;
    },
  };
}
