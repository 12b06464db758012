import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { Cell, Part, PartOptions, Place } from '../namespaces/cell.ts';
import type { Condition } from '../plan/condition.ts';
import { VOD } from '../plan/conditions.fixture.ts';
import { startClient } from './start-client.ts';

const CALL: Condition = { ...VOD, activity: { kind: 'call', direction: 'both', maxKbit: 500 } };
const camera = spawnSync('ffmpeg', ['-version']).error === undefined;

/** What a client's process says and does, in short: ready at once, then as told, until it is ended. */
const client = (begun: string) => `console.log('{"ready":true}'); process.stdin.on('data', () => { ${begun} })`;
const ENDS = client(`console.log('{"ended":true}'); process.exit(0)`);
const STAYS = client('');
const FALLS = client('process.exit(3)');

/** A cell without namespaces that runs these scripts as its clients. */
function cellOf(scripts: Readonly<Record<string, string>>): { cell: Cell; parts: Part[] } {
  const parts: Part[] = [];
  const start = (_: Place, __: readonly string[], { name }: PartOptions): Part => {
    const child = spawn(process.execPath, ['-e', scripts[name]!], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(child, 'exit').then(([code, signal]) => ({ code: code as number | null, signal: signal as string | null }));
    const stop = async () => {
      child.kill();
      await ended;
    };
    const part = { name, pid: child.pid!, stdin: child.stdin, stdout: child.stdout, ended, stop, tail: () => '' };
    parts.push(part);
    return part;
  };
  return { cell: { name: 'cell', folder: '/nowhere', namespace: (place) => place, start, run: async () => '', remove: async () => {} }, parts };
}

describe.skipIf(!camera)(`a call has two sides${camera ? '' : ' [skipped: ffmpeg is missing]'}`, () => {
  test('the other one is ended once the viewer has hung up', async () => {
    const { cell, parts } = cellOf({ viewer: ENDS, peer: STAYS });
    const running = await startClient(cell, CALL);
    running.begin();
    expect((await running.done).failure).toBeNull();
    expect(await Promise.all(parts.map(({ ended }) => ended))).toContainEqual({ code: null, signal: 'SIGTERM' });
  });

  test('the call has failed if the other one leaves first', async () => {
    const { cell } = cellOf({ viewer: STAYS, peer: FALLS });
    const running = await startClient(cell, CALL);
    running.begin();
    expect((await running.done).failure).toBe('peer: it ended before its time (exit code 3)');
    await running.stop();
  });

  test('it does not begin if one of them is not ready', async () => {
    const { cell, parts } = cellOf({ viewer: STAYS, peer: 'process.exit(4)' });
    await expect(startClient(cell, CALL)).rejects.toThrow('peer: it ended before its time (exit code 4)');
    await Promise.all(parts.map(({ ended }) => ended));
  });
});
