import type { Finding } from '../measure/measure.ts';
import type { Spread } from '../measure/spread.ts';
import { rate, threeDigits } from './number.ts';

/** One promise, and what was measured. */
export interface Target {
  /** Group and name of the benchmark. */
  readonly what: string;
  /** Who it is compared with, or what of it is measured. */
  readonly beside: string;
  /** In words: "≥ 3 ×". */
  readonly wanted: string;
  /** In words, in the same unit; null where it was not measured. */
  readonly measured: string | null;
  /** Null where it was not measured. */
  readonly met: boolean | null;
}

/** All targets of the benchmarks that ran, in their order: ratios of CPU time, wall time and rates. */
export function targetsOf(findings: readonly Finding[]): readonly Target[] {
  return findings.flatMap((finding) => [...ownTargets(finding), ...peerTargets(finding)]);
}

function ownTargets({ benchmark: { group, name, twinTarget, wallTarget, rateTarget, work }, timings, ratio }: Finding): Target[] {
  const what = `${group}, ${name}`;
  const { wallMs, cpuMs } = timings[0]!;
  const found: Target[] = [];
  if (twinTarget !== undefined && ratio) found.push(ratioTarget(what, 'TypeScript', twinTarget, ratio));
  if (wallTarget !== undefined) {
    found.push({ what, beside: 'wall clock', wanted: `≤ ${wallTarget} ms`, measured: `${threeDigits(wallMs.median)} ms`, met: wallMs.median <= wallTarget });
  }
  if (rateTarget !== undefined && work) {
    const measured = (1000 * work.amount) / cpuMs.median;
    found.push({ what, beside: 'one core', wanted: `≥ ${rate(rateTarget, work.unit)}`, measured: rate(measured, work.unit), met: measured >= rateTarget });
  }
  return found;
}

function peerTargets({ benchmark: { group, name }, peers }: Finding): Target[] {
  return peers.flatMap((peer) => (peer.target === null ? [] : [ratioTarget(`${group}, ${name}`, peer.name, peer.target, peer.measured?.ratio ?? null)]));
}

function ratioTarget(what: string, beside: string, target: number, ratio: Spread | null): Target {
  return { what, beside, wanted: `≥ ${target} ×`, measured: ratio && `${threeDigits(ratio.median)} ×`, met: ratio && ratio.median >= target };
}
