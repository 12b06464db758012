import { judgeMarkup, type Judge } from './capture-report.ts';
import type { CaptureFindings, FlowStory } from './capture/findings.ts';
import type { Figure } from './figure.ts';
import { bytesOverTime } from './figures/bytes-over-time.ts';
import { leisureTimes } from './figures/leisure-times.ts';
import { spectrumFigure } from './figures/spectrum.ts';
import { spikeTimes } from './figures/spike-times.ts';
import { zeroBins } from './figures/zero-bins.ts';
import { html } from './markup/html.ts';
import { documentMarkup } from './page/document.ts';
import { endpointsOf } from './page/flow-facts.ts';
import { figureMarkup } from './page/figure-markup.ts';
import { tableMarkup } from './page/table-markup.ts';
import { verdictMarkup } from './page/verdict-markup.ts';
import { drawBeside } from './plot/draw.ts';
import { OF_PAGE, type Palette } from './plot/palette.ts';
import { numberText, percentText, quantityText } from './quantity.ts';

export type Pair = readonly [CaptureFindings, CaptureFindings];

/** Two figures as one picture. */
export interface BesideFigure extends Figure {
  readonly svg: (palette: Palette, prefix?: string) => string;
}

/** The heaviest flows of two captures side by side, on common scales: bytes, spikes, their times, bins, spectrum. */
export function besideFigures(pair: Pair): BesideFigure[] {
  const [left, right] = pair.map(storyOf) as [FlowStory, FlowStory];
  const most = (values: (story: FlowStory) => Iterable<number>) => Math.max(1, ...[left, right].map((story) => Array.from(values(story)).reduce((a, b) => Math.max(a, b), 0)));
  const second = most(({ rhythm }) => rhythm.perSecond);
  const bin = most(({ rhythm }) => rhythm.perBin ?? []);
  const root = Math.sqrt([left, right].reduce((top, { rhythm }) => (rhythm.spectrum?.power ?? new Float64Array(0)).reduce((a, b) => Math.max(a, b), top), 0));
  const kinds: readonly ((story: FlowStory) => Figure | null)[] = [
    ({ rhythm }) => bytesOverTime(rhythm, second), ({ rhythm }) => spikeTimes(rhythm), ({ rhythm }) => leisureTimes(rhythm),
    ({ rhythm }) => zeroBins(rhythm, bin), ({ rhythm }) => spectrumFigure(rhythm, root),
  ];
  return kinds.flatMap((kind) => {
    const [one, other] = [kind(left), kind(right)];
    return one && other ? [besides(one, other, pair)] : [];
  });
}

/** A report that lays two captures side by side as one HTML file. @throws RangeError if one of them has no flow */
export function besideReport(pair: Pair, judge: Judge): string {
  const [left, right] = pair;
  const stories = pair.map(storyOf);
  const rows: readonly [string, (story: FlowStory) => string][] = [
    ['flow', ({ verdict }) => endpointsOf(verdict.record)],
    ['probability', ({ verdict }) => percentText(verdict.probability)],
    ['received', ({ verdict }) => quantityText(verdict.record.bytesDown, 'B')],
    ['spikes', ({ rhythm }) => numberText(rhythm.spikes.length)],
    ['leisure times (seconds strictly between spikes), sum in s', ({ rhythm }) => numberText(rhythm.gaps.reduce((sum, gap) => sum + gap, 0))],
    ['strongest frequency in Hz', ({ rhythm }) => numberText(rhythm.strongest === null ? null : rhythm.spectrum!.frequency[rhythm.strongest]!)],
    ['polls', ({ requests }) => (requests === null ? '–' : numberText(requests.requests.filter(({ kind }) => kind === 'poll').length))],
  ];
  return documentMarkup(`${left.file} beside ${right.file}`, html`<p>Left ${left.file}: ${verdictMarkup(stories[0]!.verdict)}. Right ${right.file}: ${verdictMarkup(stories[1]!.verdict)}. Axes of bytes and density are the same on both sides.</p>
${pair.flatMap(({ file, warnings }) => warnings.map((text) => html`<p class="warning">⚠ ${file}: ${text}</p>`))}
<div class="whole">${tableMarkup({ columns: ['of the heaviest flow', left.file, right.file], rows: rows.map(([name, of]) => [name, ...stories.map(of)]) }, 'Both in figures')}</div>
${besideFigures(pair).map((figure) => figureMarkup(figure, 'pair-', 2, figure.svg(OF_PAGE, 'pair-')))}${judgeMarkup(judge)}`);
}

function storyOf({ file, stories }: CaptureFindings): FlowStory {
  const [story] = stories;
  if (!story) throw new RangeError(`${file}: found no flow, expected one to lay beside another`);
  return story;
}

function besides(one: Figure, other: Figure, pair: Pair): BesideFigure {
  const [left, right] = pair.map(({ file }) => file) as [string, string];
  const whole = {
    ...one,
    description: `Left, ${left}: ${one.description} Right, ${right}: ${other.description}`,
    table: { columns: ['capture', ...one.table.columns], rows: [...one.table.rows.map((row) => [left, ...row]), ...other.table.rows.map((row) => [right, ...row])] },
  };
  return { ...whole, svg: (palette, prefix) => drawBeside(whole, [one, other], [left, right], palette, prefix) };
}
