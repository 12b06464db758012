import type { Finding } from '../measure/measure.ts';
import { howItIsMeasured, INTRODUCTION, WHERE_IT_DOES_NOT_PAY } from './markdown-text.ts';
import { markdownTable } from './markdown-table.ts';
import { threeDigits } from './number.ts';
import { machineLines, type Run } from './report.ts';
import { resultsOf } from './markdown-results.ts';
import { targetsOf } from './target.ts';

/** Twins within this share of each other are said to be alike. */
const HARDLY = 1.25;
/** Of the benchmarks that gained most, so many are named. */
const MOST = 5;

/** A run as a page: targets first, then every result with who else did it, then what does not pay, then how it was measured. */
export function reportMarkdown(run: Run): string {
  const { findings } = run;
  const pieces = [
    '# Performance',
    INTRODUCTION,
    machineLines(run).map((line) => `* ${line}`).join('\n'),
    ...targetSection(findings),
    '## Results',
    'CPU time of a run, user and system: median (10th to 90th percentile). × is the CPU time of that row ÷ that of the first row, round by round: above 1 the first row is faster.',
    ...resultsOf(findings),
    '## Where WebAssembly does not pay',
    WHERE_IT_DOES_NOT_PAY,
    ...mostFaster(findings),
    ...hardlyFaster(findings),
    '## How it is measured',
    howItIsMeasured(run),
    ...skippedSection(findings),
  ];
  return `${pieces.join('\n\n')}\n`;
}

function targetSection(findings: readonly Finding[]): string[] {
  const targets = targetsOf(findings);
  if (targets.length === 0) return [];
  const verdict = (met: boolean | null) => (met === null ? 'not measured' : met ? 'met' : '**missed**');
  const rows = targets.map(({ what, beside, wanted, measured, met, why }) => [what, beside, wanted, measured ?? '–', verdict(met), why ?? '']);
  return ['## Targets', markdownTable(['', 'beside', 'target', 'measured', '', 'why missed, as a profile told'], rows)];
}

/** Where it gained most, as figures of the run. */
function mostFaster(findings: readonly Finding[]): string[] {
  const twins = findings.filter(({ ratio }) => ratio !== null).sort((a, b) => b.ratio!.median - a.ratio!.median);
  const gained = twins.slice(0, MOST).filter(({ ratio }) => ratio!.median >= HARDLY);
  if (gained.length === 0) return [];
  const named = gained.map(({ benchmark: { group, name }, ratio }) => `* ${group}, ${name}: ${threeDigits(ratio!.median)} ×`);
  return ['In this run WebAssembly gained most in (CPU time of TypeScript ÷ that of WebAssembly):', named.join('\n')];
}

function hardlyFaster(findings: readonly Finding[]): string[] {
  const alike = findings.filter(({ ratio }) => ratio !== null && ratio.median < HARDLY);
  if (findings.every(({ ratio }) => ratio === null)) return [];
  if (alike.length === 0) return [`In this run every pair of twins differed by ${HARDLY} × or more.`];
  const rows = alike.map(({ benchmark: { group, name }, ratio }) => [`${group}, ${name}`, `${threeDigits(ratio!.median)} ×`]);
  return [`In this run TypeScript took less than ${HARDLY} times the CPU time of WebAssembly in:`, markdownTable(['', 'TypeScript ÷ WASM'], rows)];
}

function skippedSection(findings: readonly Finding[]): string[] {
  const skipped = findings.flatMap(({ benchmark: { group, name }, peers }) =>
    peers.flatMap((peer) => (peer.skipped === null ? [] : [`* ${group}, ${name}: ${peer.name}: ${peer.skipped}`])),
  );
  return skipped.length === 0 ? [] : ['Left out in this run:', skipped.join('\n')];
}
