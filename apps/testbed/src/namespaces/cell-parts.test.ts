import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCapture } from '../capture/start-capture.ts';
import { startLink } from '../link/start-link.ts';
import type { LinkCondition } from '../plan/condition.ts';
import { CANNOT_RECORD, WHY_SKIPPED } from '../requirements.fixture.ts';
import { TestbedError } from '../testbed-error.ts';
import { startTunnel } from '../tunnel/start-tunnel.ts';
import type { Cell } from './cell.ts';
import { createCell } from './create-cell.ts';
import { belongingsOf, leftOf, outside } from './leftovers.fixture.ts';
import { processesIn } from './namespace-processes.ts';
import { openRun, type Run } from './run.ts';

const LINK: LinkCondition = { downMbit: 20, upMbit: 5, roundTripMilliseconds: 20, jitterMilliseconds: 0, lossPercent: 0, lossBurst: 1, queueMilliseconds: 100, rateSteps: [], congestion: 'bbr' };
const TUNNEL = { kind: 'openvpn-tcp', cipher: 'CHACHA20-POLY1305', mtu: 1400, padding: null } as const;

describe.skipIf(CANNOT_RECORD)(`the parts of a cell${WHY_SKIPPED}`, () => {
  let folder: string;
  let run: Run;
  let cell: Cell;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'testbed-'));
    run = await openRun(folder);
    cell = await createCell(run, 3);
  });
  afterEach(async () => {
    await run.close();
    rmSync(folder, { recursive: true });
  });

  test('a relay that is killed is told, and the cell goes as it came', async () => {
    const before = await outside();
    const link = await startLink(cell, LINK, 1);
    for (const pid of processesIn([cell.namespace('wan')])) process.kill(pid, 'SIGKILL');
    expect(await link.ended).toEqual({ code: null, signal: 'SIGKILL' });
    await expect(link.stop()).rejects.toThrow(/The path emulator of .* ended before its time \(SIGKILL\)/);
    const had = belongingsOf(run.key);
    await cell.remove();
    await run.close();
    expect(await leftOf(had)).toEqual([]);
    expect(await outside()).toEqual(before);
  });

  test('an end of a tunnel that is killed is told, and the cell goes as it came', async () => {
    await startLink(cell, LINK, 1);
    const tunnel = await startTunnel(cell, TUNNEL);
    const capture = await startCapture(cell);
    const [gateway] = tunnel.parts;
    process.kill(gateway!.pid, 'SIGKILL');
    expect(await gateway!.ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect((await capture.stop()).dropped).toBe(0);
    const had = belongingsOf(run.key);
    await cell.remove();
    await cell.remove();
    await run.close();
    expect(await leftOf(had)).toEqual([]);
  });

  test('a program that does not exist says so, and none starts in a cell that is gone', async () => {
    await expect(cell.run('origin', ['no-such-program'])).rejects.toThrow(/no-such-program/);
    const part = cell.start('origin', ['no-such-program'], { name: 'nobody' });
    expect((await part.ended).code).not.toBe(0);
    expect(part.tail()).toMatch(/no-such-program/);
    await cell.remove();
    expect(() => cell.start('origin', ['true'], { name: 'late' })).toThrow(TestbedError);
  });

  test('a tunnel without a link does not come up for lack of a way, and a killed end ends the wait', async () => {
    const waiting = startTunnel(cell, { ...TUNNEL, kind: 'openvpn-udp' });
    const failed = expect(waiting).rejects.toThrow(/The openvpn-udp tunnel did not come up: tunnel-client ended/);
    let pids: number[] = [];
    while (pids.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      pids = processesIn([cell.namespace('client')]);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const pid of processesIn([cell.namespace('client')])) process.kill(pid, 'SIGKILL');
    await failed;
  });
});
