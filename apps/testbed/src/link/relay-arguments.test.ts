import { expect, test } from 'vitest';
import { relayArguments } from './relay-arguments.ts';

test('the relay gets bit/s and nanoseconds, half the round trip each way, and the steps in the order of time', () => {
  const link = {
    downMbit: 12.5,
    upMbit: 0.7,
    roundTripMilliseconds: 601,
    jitterMilliseconds: 8,
    lossPercent: 0.5,
    lossBurst: 3,
    queueMilliseconds: 150,
    rateSteps: [{ at: 60, downMbit: 20 }, { at: 30, downMbit: 3 }],
    congestion: 'bbr',
  } as const;
  const same = ['300500000', '8000000', '0.005', '3', '150000000'];
  expect(relayArguments({ ...link, rateSteps: [...link.rateSteps] }, 42)).toEqual(['42', 'wan-c', '700000', ...same, 'wan-g', '12500000', ...same, '30', '3000000', '60', '20000000']);
});
