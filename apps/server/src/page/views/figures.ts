import type { FlowDetail } from '../../schemas/flow.ts';
import { h, type Child, type Tree } from '../tree.ts';
import { SYMBOLS } from './pieces.ts';
import { clock, count, counted, percent, quantity } from './quantity.ts';
import { strongest } from './strongest.ts';

const CLASSES = ['live', 'vod', 'other'] as const;

/** A flow's pictures: what they show in words, room to draw them in, and the values behind them. */
export function figures(detail: FlowDetail): Tree[] {
  return [
    figure('downlink', 'Downlink', downlinkText(detail), ['Second', 'Bytes', 'Peak'], downlinkRows(detail)),
    figure('probability', 'Probability over time', probabilityText(detail), ['Time', ...CLASSES], detail.probabilitiesOverTime.map(({ time, ...of }) => [clock(time), ...CLASSES.map((name) => percent(of[name]))])),
    figure('spectrum', 'Spectrum of the downlink', spectrumText(detail), ['Frequency (Hz)', 'Density (B²/Hz)'], (detail.spectrum?.frequency ?? []).map((hertz, i) => [hertz.toFixed(4), detail.spectrum!.power[i]!.toExponential(2)])),
  ];
}

function figure(name: string, title: string, text: string, columns: readonly string[], rows: readonly (readonly Child[])[]): Tree {
  return h('figure', { class: 'figure', 'data-key': name },
    h('figcaption', {}, h('h3', {}, title), h('p', { id: `${name}-text` }, text)),
    h('div', { class: 'picture', id: `picture-${name}`, role: 'img', 'aria-label': `${title}: ${text}`, 'data-foreign': true }),
    rows.length > 0 && h('details', {},
      h('summary', {}, `${title} as a table`),
      h('div', { class: 'scroll values', tabindex: '0', role: 'region', 'aria-label': `${title} as a table` },
        h('table', {},
          h('thead', {}, h('tr', {}, columns.map((column) => h('th', { scope: 'col' }, column)))),
          h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell) => h('td', { class: 'number' }, cell))))),
        ),
      ),
    ),
  );
}

function downlinkText({ series, spikes }: FlowDetail): string {
  const known = series.bytesDown.filter((bytes) => bytes !== null);
  if (known.length === 0) return 'Nothing was seen for a full second yet.';
  const most = known.reduce((x, y) => (y > x ? y : x), 0);
  const mean = known.reduce((x, y) => x + y, 0) / known.length;
  const peaks = spikes.times.length === 0 ? 'no peaks' : `${counted(spikes.times.length, 'peak')}${spikes.medianGapSeconds === null ? '' : `, ${spikes.medianGapSeconds} s apart`}`;
  return `Bytes of each of the last ${counted(known.length, 'second')}: ${quantity(mean, 'B')} a second, at most ${quantity(most, 'B')}, ${peaks}.`;
}

function downlinkRows({ series, spikes }: FlowDetail): Child[][] {
  const start = Date.parse(series.start);
  const peaks = new Set(spikes.times.map((time) => Date.parse(time)));
  return series.bytesDown.map((bytes, i) => {
    const time = start + 1000 * i;
    return [clock(new Date(time).toISOString()), bytes === null ? '–' : count(bytes), peaks.has(time) ? 'peak' : ''];
  });
}

function probabilityText({ probabilitiesOverTime }: FlowDetail): string {
  const last = probabilitiesOverTime.at(-1);
  if (!last) return 'No window was judged yet.';
  return `Of the last ${counted(probabilitiesOverTime.length, 'window')}; now ${CLASSES.map((name) => `${SYMBOLS[name]} ${name} ${percent(last[name])}`).join(', ')}.`;
}

function spectrumText({ spectrum }: FlowDetail): string {
  if (spectrum === null) return 'Too short for a spectrum.';
  const index = strongest(spectrum);
  if (index === null) return 'No rhythm: the downlink does not vary.';
  const hertz = spectrum.frequency[index]!;
  return `Power spectral density by frequency, drawn as its root; most at ${hertz.toFixed(3)} Hz, every ${(1 / hertz).toFixed(1)} s.`;
}
