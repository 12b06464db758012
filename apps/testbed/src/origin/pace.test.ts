import { expect, test } from 'vitest';
import { VOD } from '../plan/conditions.fixture.ts';
import { openssl, opensslWord } from './certificate.fixture.ts';
import { HandClock } from './clock.fixture.ts';
import { loopbackOrigin } from './origin.fixture.ts';
import { paceOf } from './pace.ts';

test('rates are in bytes a millisecond, bursts in bytes', () => {
  const held = paceOf({ ...VOD.origin, paceMbit: 8, paceBurstKilobytes: 64 }, 1);
  expect([held.rate, held.burst]).toEqual([1000, 65_536]);
  const free = paceOf({ ...VOD.origin, paceMbit: null, paceBurstKilobytes: 64 }, 1);
  expect([free.rate, free.burst]).toEqual([null, 0]);
});

test.skipIf(!openssl).each(['1.1', '2'] as const)(`a paced answer over HTTP/%s comes whole${opensslWord}`, async (http) => {
  const origin = { ...VOD.origin, http, paceMbit: 80, paceBurstKilobytes: 100, firstByteMilliseconds: 20 };
  const served = await loopbackOrigin({ ...VOD, activity: { kind: 'idle' }, origin }, null, new HandClock());
  try {
    expect((await served.ask('/download?bytes=1234567')).body).toHaveLength(1_234_567);
  } finally {
    await served.close();
  }
});
