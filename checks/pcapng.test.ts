import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCapture } from '../packages/capture/src/file.ts';
import { readCapture } from '../packages/capture/src/read.ts';
import { createStatistics } from '../packages/capture/src/statistics.ts';
import { loadKernels } from '../packages/core/src/load.ts';
import { expectedCaptures } from './expectations.ts';
import { readText, REPOSITORY } from './repository.ts';

interface Expected {
  readonly packets: number;
  /** Sums of IP total lengths, from and to 192.0.2.10. */
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Seconds and nanoseconds of every packet. */
  readonly times: string[];
  readonly skipped: Record<string, number>;
  /** Kinds. */
  readonly warnings: string[];
  /** Why tshark finds something else. */
  readonly tshark?: string;
}

const CLIENT = '192.0.2.10';
const captures = expectedCaptures(REPOSITORY, 'pcapng');
const expectation = (path: string): Expected => JSON.parse(readText(REPOSITORY, `${path}.expected.json`));
const hasTshark = spawnSync('tshark', ['--version'], { stdio: 'ignore' }).status === 0;

/** Epoch ms and nanoseconds beyond as seconds and nanoseconds. */
function timeOf(ms: number, nanoseconds: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${seconds}+${String((ms - 1000 * seconds) * 1_000_000 + nanoseconds).padStart(9, '0')}`;
}

describe.each(['typescript', 'wasm'] as const)('what %s finds in a pcapng is what was put into it', (engine) => {
  test.each(captures)('%s', async (path) => {
    const { tshark: _, ...expected } = expectation(path);
    const statistics = createStatistics();
    const times: string[] = [];
    const clients: boolean[] = [];
    let bytesUp = 0;
    let bytesDown = 0;
    for await (const batch of readCapture(openCapture(join(REPOSITORY, path)), await loadKernels(engine), { statistics, flows: 64 })) {
      if (batch.kind !== 'packets') throw new Error('rows of seconds in a pcapng');
      for (const { number, a } of batch.newFlows) clients[number] = a.address === CLIENT;
      for (let i = 0; i < batch.count; i++) {
        times.push(timeOf(batch.time[i]!, batch.nanoseconds[i]!));
        if (clients[batch.flow[i]!] === (batch.fromA[i] === 1)) bytesUp += batch.size[i]!;
        else bytesDown += batch.size[i]!;
      }
    }
    expect(statistics.format).toBe('pcapng');
    const warnings = statistics.warnings.map(({ kind }) => kind);
    expect({ packets: statistics.packets, bytesUp, bytesDown, times, skipped: statistics.skipped, warnings }).toEqual(expected);
  });
});

describe.skipIf(!hasTshark)(`tshark finds the same${hasTshark ? '' : ' (SKIPPED: needs tshark, which this machine lacks)'}`, () => {
  test.each(captures.filter((path) => !expectation(path).tshark))('%s', (path) => {
    const fields = ['frame.time_epoch', 'ip.src', 'ip.len'].flatMap((field) => ['-e', field]);
    const { stdout, status } = spawnSync('tshark', ['-r', join(REPOSITORY, path), '-n', '-T', 'fields', ...fields], { encoding: 'utf8' });
    expect(status).toBe(0);
    const packets = stdout.split('\n').map((line) => line.split('\t')).filter(([, source]) => source) as [string, string, string][];
    const sum = (up: boolean) => packets.filter(([, source]) => (source === CLIENT) === up).reduce((total, [, , length]) => total + Number(length), 0);
    const times = packets.map(([time]) => time.replace('.', '+'));
    expect({ packets: packets.length, bytesUp: sum(true), bytesDown: sum(false), times }).toEqual(
      (({ packets: count, bytesUp, bytesDown, times: all }) => ({ packets: count, bytesUp, bytesDown, times: all }))(expectation(path)),
    );
  });
});
