import { startCapture } from '../capture/start-capture.ts';
import { startLink } from '../link/start-link.ts';
import type { LinkCondition } from '../plan/condition.ts';
import { startTunnel } from '../tunnel/start-tunnel.ts';
import { createCell } from './create-cell.ts';
import { openRun } from './run.ts';

/** A recorder with two cells that all parts run in, for tests that kill it: `recorder.fixture.ts FOLDER`. */
const run = await openRun(process.argv[2]!);
process.once('SIGINT', () => {
  run.close().then(() => process.exit(130), () => process.exit(1));
});
const link: LinkCondition = { downMbit: 20, upMbit: 5, roundTripMilliseconds: 20, jitterMilliseconds: 0, lossPercent: 0, lossBurst: 1, queueMilliseconds: 100, rateSteps: [], congestion: 'cubic' };
for (const [number, kind] of (['openvpn-udp', 'wireguard'] as const).entries()) {
  const cell = await createCell(run, number);
  await startLink(cell, link, 1);
  await startTunnel(cell, { kind, cipher: null, mtu: 1400, padding: null });
  await startCapture(cell);
  // What a player does: a process that has processes of its own and heeds no polite request.
  cell.start('client', ['sh', '-c', 'trap "" TERM INT HUP; while :; do sleep 1000; done'], { name: 'stubborn' });
}
process.stdout.write(`${run.key}\n`);
