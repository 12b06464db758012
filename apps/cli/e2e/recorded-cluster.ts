import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Line } from './tunnelscope.ts';

const PROCESS = fileURLToPath(new URL('../../cluster/src/read/recorded-cluster.fixture.ts', import.meta.url));

/** Why tests that want a server are skipped; null where there is one. */
export const NO_NATS = spawnSync('nats-server', ['--version']).error ? 'nats-server is not installed' : null;

/** A real NATS server, and workers that judge recorded captures when they are told to. */
export interface RecordedCluster {
  readonly url: string;
  /** Gives a partition a worker: `work 0 FILE`; lets it judge: `judge 0 BATCHES`, `finish 0`; lets it go: `leave 0`; of the server: `kill`, `start`. */
  tell(command: string): Promise<{ readonly flows: number; readonly events: readonly Line[] }>;
  end(): Promise<void>;
}

export async function recordedCluster(partitions: number): Promise<RecordedCluster> {
  const child = spawn(process.execPath, [PROCESS, String(partitions)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await answers.next();
    if (done) throw new Error('the cluster has ended');
    return JSON.parse(value);
  };
  const { url } = await answer();
  return {
    url,
    tell: (command) => {
      child.stdin.write(`${command}\n`);
      return answer();
    },
    end: async () => {
      if (child.exitCode !== null) return;
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
