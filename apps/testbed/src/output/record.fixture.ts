import type { Condition } from '../plan/condition.ts';
import type { CellRecord } from './record.ts';

/** A record as it stands beside a capture. */
export function recordOf(condition: Condition): CellRecord {
  return {
    condition,
    set: 'train',
    plan: { name: 'test', seed: 1 },
    recordedAt: '2026-11-23T00:00:00.000Z',
    rejectedBefore: 0,
    versions: { testbed: '0.1.0', openvpn: null },
    capture: { packets: 1000, bytes: 900_000, seconds: 19.6 },
  };
}
