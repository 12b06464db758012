import type { Finding, Timing } from '../measure/measure.ts';
import { markdownTable } from './markdown-table.ts';
import { rate } from './number.ts';
import { spreadText, timeText } from './time.ts';

const HEADINGS = ['', 'CPU time', 'wall clock', '×', 'rounds', 'notes'];
const ENGINES = { wasm: 'WASM', typescript: 'TypeScript' } as const;

/** A heading for each group, and for each benchmark a table of all who did it. */
export function resultsOf(findings: readonly Finding[]): readonly string[] {
  return [...Map.groupBy(findings, ({ benchmark }) => benchmark.group)].flatMap(([group, members]) => [`### ${group}`, ...members.flatMap(resultOf)]);
}

function resultOf(finding: Finding): string[] {
  const { benchmark, facts } = finding;
  const rows = [...finding.timings.map((timing, i) => ownRow(finding, timing, i)), ...peerRows(finding)];
  return [`**${benchmark.name}**${facts.length === 0 ? '' : ` – ${facts.join('; ')}`}`, markdownTable(HEADINGS, rows)];
}

function ownRow({ benchmark: { work }, ratio, rounds }: Finding, { engine, cpuMs, wallMs }: Timing, i: number): string[] {
  const perSecond = work ? rate((1000 * work.amount) / cpuMs.median, work.unit) : '';
  return [engine === null ? 'Tunnelscope' : ENGINES[engine], timeText(cpuMs), timeText(wallMs), i === 0 ? '1' : spreadText(ratio!), String(rounds), perSecond];
}

function peerRows({ peers }: Finding): string[][] {
  return peers.flatMap(({ name, version, note, measured }) => {
    if (!measured) return [];
    const known = version === null || version === name ? '' : ` (${version})`;
    return [[`${name}${known}`, timeText(measured.cpuMs), timeText(measured.wallMs), spreadText(measured.ratio), String(measured.rounds), note]];
  });
}
