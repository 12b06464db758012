import type { Finding, Timing } from '../measure/measure.ts';
import type { Spread } from '../measure/spread.ts';
import { rate, threeDigits, timeUnit } from './number.ts';

const TWINS = ['', 'WASM', 'TypeScript', 'TypeScript ÷ WASM', 'wall clock', 'pairs'];
const ALONE = ['', 'CPU', 'rate', '', 'wall clock', 'runs'];

/** The findings as a table: a heading for each group, medians with the range of the middle 80 % behind them. */
export function table(findings: readonly Finding[]): string {
  const rows: string[][] = [];
  const groups = Map.groupBy(findings, ({ benchmark }) => benchmark.group);
  let headings: string[] | null = null;
  for (const [group, members] of groups) {
    const wanted = members[0]!.benchmark.twins ? TWINS : ALONE;
    if (wanted !== headings) rows.push(wanted);
    headings = wanted;
    rows.push([group], ...members.flatMap((finding) => [...(finding.benchmark.twins ? [twinsRow(finding), ...ratesRow(finding)] : [aloneRow(finding)]), ...finding.facts.map((fact) => [`    ${fact}`]), ...peerRows(finding)]));
  }
  const widths = TWINS.map((_, column) => Math.max(...rows.map((row) => (row.length > 1 ? row[column]!.length : 0))));
  const lines = rows.flatMap((row) => {
    if (row === TWINS || row === ALONE) return ['', line(row, widths)];
    return row.length === 1 ? row : [line(row, widths)];
  });
  return lines.slice(1).join('\n');
}

function line(row: readonly string[], widths: readonly number[]): string {
  return row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ').trimEnd();
}

function twinsRow({ benchmark, timings, ratio, rounds }: Finding): string[] {
  const [wasm, typescript] = timings as [Timing, Timing];
  const { unit, ms } = timeUnit(wasm.wallMs.median);
  const wall = `${threeDigits(wasm.wallMs.median / ms)} / ${threeDigits(typescript.wallMs.median / ms)} ${unit}`;
  return [`  ${benchmark.name}`, time(wasm.cpuMs), time(typescript.cpuMs), spread(ratio!, 1), wall, String(rounds)];
}

function aloneRow({ benchmark, timings, rounds }: Finding): string[] {
  const [timing] = timings as [Timing];
  const perSecond = benchmark.work ? rate((1000 * benchmark.work.amount) / timing.cpuMs.median, benchmark.work.unit) : '';
  const { unit, ms } = timeUnit(timing.wallMs.median);
  return [`  ${benchmark.name}`, time(timing.cpuMs), perSecond, '', `${threeDigits(timing.wallMs.median / ms)} ${unit}`, String(rounds)];
}

/** Under a benchmark whose work is counted: what each twin handles a second of CPU time. */
function ratesRow({ benchmark: { work }, timings }: Finding): string[][] {
  if (!work) return [];
  const [wasm, typescript] = (timings as [Timing, Timing]).map(({ cpuMs }) => rate((1000 * work.amount) / cpuMs.median, work.unit));
  return [[`    ${wasm} WASM, ${typescript} TypeScript`]];
}

/** Under a benchmark, a line for each other program: its CPU time, how many times ours (of WASM), and what it does besides. */
function peerRows({ peers }: Finding): string[][] {
  return peers.map(({ name, note, target, skipped, measured }) => {
    if (!measured) return [`    ${name}: skipped, ${skipped}`];
    const wanted = target === null ? '' : `, target ${target}: ${measured.ratio.median >= target ? 'met' : 'missed'}`;
    return [`    ${name}: ${time(measured.cpuMs)}, ${spread(measured.ratio, 1)} × ours${wanted}; ${note}`];
  });
}

function time(ms: Spread): string {
  const chosen = timeUnit(ms.median);
  return `${spread(ms, chosen.ms)} ${chosen.unit}`;
}

function spread({ median, low, high }: Spread, unit: number): string {
  return `${threeDigits(median / unit)} (${threeDigits(low / unit)}–${threeDigits(high / unit)})`;
}
