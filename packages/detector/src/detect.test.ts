import type { CaptureBatch, Flow, PacketBatch } from '@tunnelscope/capture/batch';
import { loadKernels } from '@tunnelscope/core';
import { describe, expect, test } from 'vitest';
import { detect, type DetectOptions } from './detect.ts';
import type { FlowVerdict } from './flow-verdict.ts';
import { handMadeModel } from './hand-made-model.fixture.ts';
import { recordedBatches } from './recorded-capture.fixture.ts';
import { streamed } from './synthetic-capture.fixture.ts';

const kernels = await loadKernels('wasm');
const model = handMadeModel();
const NAME = 'pair_live4_ovpn_p10.csv.gz';
const batches: PacketBatch[] = [];
for await (const batch of recordedBatches(NAME)) if (batch.kind === 'packets') batches.push(batch);

async function verdicts(list: readonly CaptureBatch[], options: Partial<DetectOptions> = {}): Promise<FlowVerdict[]> {
  const found: FlowVerdict[] = [];
  for await (const verdict of detect(streamed(list), { kernels, model, ...options })) found.push(verdict);
  return found;
}

/** What is said of a flow, without what names it or says when it was. */
function said({ record, ...verdict }: FlowVerdict) {
  const { flow: _flow, start: _start, client: _client, windows, ...rest } = record;
  return { ...verdict, ...rest, windows };
}

const changed = (change: (batch: PacketBatch) => Partial<PacketBatch>) => batches.map((batch): PacketBatch => ({ ...batch, ...change(batch) }));
const renamed = (rename: (flow: Flow) => Flow) => changed(({ newFlows }) => ({ newFlows: newFlows.map(rename) }));

test('gives one verdict a flow, or one a window', async () => {
  const [whole, ...others] = await verdicts(batches);
  expect(others).toEqual([]);
  expect(whole).toMatchObject({ window: null, likely: expect.stringMatching(/live|vod/) });
  expect(whole!.record.windows.slice(0, 8).map(({ start, seconds }) => [start, seconds])).toEqual([...[5, 10, 15, 20, 30, 45, 60].map((seconds) => [0, seconds]), [60, 60]]);
  const each = await verdicts(batches, { windowSeconds: 20 });
  expect(each.map(({ window }) => [window?.start, window?.seconds])).toEqual(Array.from({ length: Math.floor(whole!.record.durationSeconds / 20) }, (_, i) => [20 * i, 20]));
  expect(new Set(each.map(({ record }) => record)).size).toBe(1);
});

test('takes packets as seconds when asked to', async () => {
  const [verdict] = await verdicts(batches, { resolution: 'second' });
  expect(verdict!.record.resolution).toBe('second');
});

describe('a verdict does not depend on', () => {
  test('addresses and ports', async () => {
    const other = renamed((flow) => ({ ...flow, a: { address: '2001:db8::9', port: 9 }, b: { address: '10.9.9.9', port: 51_820 }, protocol: 6 }));
    expect((await verdicts(other)).map(said)).toEqual((await verdicts(batches)).map(said));
  });

  test('the tunnel it was recognised as', async () => {
    const [plain] = await verdicts(batches);
    expect(plain!.record.tunnel).toBe(null);
    for (const tunnel of ['wireguard', 'openvpn', 'ipsec', 'dtls'] as const) {
      const [labelled] = await verdicts(changed(() => ({ tunnels: [{ flow: 0, tunnel }] })));
      expect(labelled!.record.tunnel).toBe(tunnel);
      expect({ ...labelled, record: { ...labelled!.record, tunnel: null } }).toEqual(plain);
    }
  });

  test('which end comes first', async () => {
    const swapped = changed(({ newFlows, fromA }) => ({
      newFlows: newFlows.map((flow) => ({ ...flow, a: flow.b, b: flow.a })),
      fromA: fromA.map((a) => 1 - a),
    }));
    const [there, back] = [await verdicts(batches), await verdicts(swapped)];
    expect(back.map(said)).toEqual(there.map(said));
    expect(back[0]!.record.client).not.toBe(there[0]!.record.client);
  });

  test.each([1, 86_400, 400_000_000])('when it was: %s s later', async (seconds) => {
    const later = changed(({ time }) => ({ time: time.map((ms) => ms + 1000 * seconds) }));
    for (const options of [{}, { windowSeconds: 30 }, { resolution: 'second' as const }]) {
      expect((await verdicts(later, options)).map(said)).toEqual((await verdicts(batches, options)).map(said));
    }
  });
});

test('a client that the caller names wins', async () => {
  const [told, found] = [await verdicts(batches, { clientOf: () => 'b' }), await verdicts(batches)];
  expect(found[0]!.record.client).toBe('a');
  expect(told[0]!.record).toMatchObject({ client: 'b', bytesDown: found[0]!.record.bytesUp, bytesUp: found[0]!.record.bytesDown });
});
