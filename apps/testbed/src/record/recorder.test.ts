import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import { loadKernels } from '@tunnelscope/core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { syntheticTitle } from '../media/title.fixture.ts';
import { NAMESPACE_FOLDER, processesIn } from '../namespaces/namespace-processes.ts';
import { capturePath, readRecords, readRejections, recordPath } from '../output/record.ts';
import type { Condition } from '../plan/condition.ts';
import { PAIR, planOf } from '../plan/conditions.fixture.ts';
import { parsePlan } from '../plan/plan-file.ts';
import { missingRequirements } from '../requirements.ts';
import { Progress } from './progress.ts';
import { type RecordOptions, recordPlan } from './recorder.ts';

/** All that a light client needs that is shown a synthetic title through OpenVPN. */
const missing = missingRequirements(undefined, ['ip', 'sysctl', 'ethtool', 'ping', 'gcc', 'tcpdump', 'openssl', 'openvpn', 'nsenter']);
const why = missing.length > 0 ? ` [skipped: ${missing.join(' ')}]` : '';

/** 12 s each, of a light client in OpenVPN. */
const conditions = PAIR.map((condition) => ({
  ...condition,
  durationSeconds: 12,
  activity: { ...condition.activity, player: 'light-hls.js', topRung: 1, bufferSeconds: 30 },
  tunnel: { kind: 'openvpn-udp', cipher: 'CHACHA20-POLY1305', mtu: 1400, padding: null },
})) as Condition[];
const plan = parsePlan(planOf(conditions, ['p']), 'plan.json');

/** Of this process; other programs may record at the same time. */
const namespaces = () => readdirSync(NAMESPACE_FOLDER).filter((name) => name.startsWith(`tunnelscope-${process.pid}-`));

describe.skipIf(missing.length > 0)(`records for real${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'testbed-record-'));
  const said: string[] = [];
  let options: RecordOptions;

  beforeAll(async () => {
    const title = await syntheticTitle(200);
    const media = join(folder, 'media');
    cpSync(title.folder, join(media, 'title-0'), { recursive: true });
    await title.close();
    options = {
      output: join(folder, 'out'),
      media: { folder: media, titles: 1 },
      versions: {},
      budget: 1,
      mostCells: 2,
      // A machine that is busy with other tests may disturb a run.
      retries: 5,
      pcap: true,
      signal: new AbortController().signal,
      progress: new Progress({ write: (text) => said.push(text) }),
    };
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a pair at once, as captures that can be read, and nothing is left of the cells', { timeout: 240_000 }, async () => {
    expect(await recordPlan(plan, options), said.join('')).toEqual([]);
    expect(namespaces()).toEqual([]);
    const records = readRecords(options.output);
    expect(records.map(({ condition, set }) => [condition, set])).toEqual(conditions.map((condition) => [condition, 'final']));
    for (const { condition, capture } of records) {
      let packets = 0;
      for await (const batch of readCapture(openCapture(capturePath(options.output, condition.id)), await loadKernels('wasm'))) {
        expect(batch.kind).toBe('packets');
        packets += batch.count;
      }
      expect(packets).toBe(capture.packets);
      expect(statSync(capturePath(options.output, condition.id).replace('.csv.gz', '.pcap.gz')).size).toBeGreaterThan(0);
    }
    // Three segments behind the edge is all there is of a live stream at first; of one on demand 30 s are fetched ahead.
    const [live, vod] = records.map((record) => record.client as { bytes: number; stalls: number });
    expect(vod!.bytes).toBeGreaterThan(1.3 * live!.bytes);
    expect(readFileSync(join(options.output, 'manifest.csv'), 'utf8').split('\n')).toHaveLength(4);
  });

  test('what is recorded stays, and what is missing is recorded anew', { timeout: 240_000 }, async () => {
    rmSync(recordPath(options.output, 'p-live'));
    const before = readFileSync(recordPath(options.output, 'p-vod'), 'utf8');
    expect(await recordPlan(plan, options), said.join('')).toEqual([]);
    expect(readFileSync(recordPath(options.output, 'p-vod'), 'utf8')).toBe(before);
    expect(readRecords(options.output)).toHaveLength(2);
  });

  test.each([
    ['origin', /^the origin ended before the recording did/],
    ['wan', /^the path emulator ended before the recording did/],
    ['gateway', /^tunnel-gateway ended before the recording did/],
  ] as const)('a run whose part in %s is killed is rejected at once and leaves nothing', { timeout: 60_000 }, async (place, reason) => {
    const progress = new Progress({ write: () => {} });
    vi.spyOn(progress, 'begun').mockImplementationOnce(() => {
      for (const pid of processesIn(namespaces().filter((name) => name.endsWith(`-${place}`)))) process.kill(pid, 'SIGKILL');
    });
    const output = join(folder, `killed-${place}`);
    const alone = parsePlan(planOf([{ ...conditions[1]!, pair: null }]), 'plan.json');
    expect(await recordPlan(alone, { ...options, output, progress, retries: 0 })).toEqual(['p-vod']);
    expect(readRejections(output)[0]!.runs.map(({ reasons }) => reasons)).toEqual([[expect.stringMatching(reason)]]);
    expect(readRecords(output)).toEqual([]);
    expect(namespaces()).toEqual([]);
  });

  test('a signal ends it at once and leaves nothing', { timeout: 60_000 }, async () => {
    const controller = new AbortController();
    const output = join(folder, 'interrupted');
    const recording = recordPlan(plan, { ...options, output, signal: controller.signal });
    setTimeout(() => controller.abort(), 4000);
    expect(await recording).toEqual([]);
    expect(readRecords(output)).toEqual([]);
    expect(namespaces()).toEqual([]);
  });
});
