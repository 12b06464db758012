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
  /** Of a missed one, the reason that a profile gave; null if none is known. */
  readonly why: string | null;
}

/** All targets of the benchmarks that ran, in their order: ratios of CPU time, wall time and rates. */
export function targetsOf(findings: readonly Finding[]): readonly Target[] {
  return findings.flatMap((finding) => [...ownTargets(finding), ...peerTargets(finding)]);
}

function ownTargets({ benchmark: { group, name, twinTarget, wallTarget, rateTarget, missed, work }, timings, ratio }: Finding): Target[] {
  const what = `${group}, ${name}`;
  const reason = missed ?? null;
  const { wallMs, cpuMs } = timings[0]!;
  const found: Target[] = [];
  if (twinTarget !== undefined && ratio) found.push(ratioTarget(what, 'TypeScript', twinTarget, ratio, reason));
  if (wallTarget !== undefined) {
    const met = wallMs.median <= wallTarget;
    found.push({ what, beside: 'wall clock', wanted: `≤ ${wallTarget} ms`, measured: `${threeDigits(wallMs.median)} ms`, met, why: met ? null : reason });
  }
  if (rateTarget !== undefined && work) {
    const measured = (1000 * work.amount) / cpuMs.median;
    const met = measured >= rateTarget;
    found.push({ what, beside: 'one core', wanted: `≥ ${rate(rateTarget, work.unit)}`, measured: rate(measured, work.unit), met, why: met ? null : reason });
  }
  return found;
}

function peerTargets({ benchmark: { group, name }, peers }: Finding): Target[] {
  return peers.flatMap((peer) => (peer.target === null ? [] : [ratioTarget(`${group}, ${name}`, peer.name, peer.target, peer.measured?.ratio ?? null, peer.missed)]));
}

function ratioTarget(what: string, beside: string, target: number, ratio: Spread | null, missed: string | null): Target {
  const met = ratio && ratio.median >= target;
  return { what, beside, wanted: `≥ ${target} ×`, measured: ratio && `${threeDigits(ratio.median)} ×`, met, why: met === false ? missed : null };
}
