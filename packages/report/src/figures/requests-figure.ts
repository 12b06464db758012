import { dot, ruleX, ruleY } from '@observablehq/plot';
import type { Request, RequestKind, Requests } from '../capture/requests.ts';
import type { Figure } from '../figure.ts';
import type { Palette } from '../plot/palette.ts';
import { clockText, numberText, plural, quantityText } from '../quantity.ts';
import { legend } from './legend.ts';
import { timeAxis } from './axes.ts';

const KINDS: readonly { readonly kind: RequestKind; readonly words: string; readonly symbol: 'circle' | 'square' | 'diamond' | 'plus'; readonly colour: (palette: Palette) => string }[] = [
  { kind: 'poll', words: 'recurring small (poll)', symbol: 'circle', colour: ({ live }) => live },
  { kind: 'small', words: 'other small', symbol: 'diamond', colour: ({ other }) => other },
  { kind: 'media', words: 'media', symbol: 'square', colour: ({ vod }) => vod },
  { kind: 'rest', words: 'neither', symbol: 'plus', colour: ({ dim }) => dim },
];
const LEAST = 50; // bytes: the foot of the axis

/** What the client asks for and what comes back. */
export function requestsFigure({ requests, latency, period, windows, polled }: Requests, seconds: number): Figure {
  const answered = requests.filter(({ answerBytes }) => answerBytes > 0);
  const of = (wanted: RequestKind) => requests.filter(({ kind }) => kind === wanted).length;
  const most = Math.max(1e5, ...answered.map(({ answerBytes }) => answerBytes));
  const said = polled === 0 ? 'No small request recurs.' : `A small request that recurs was found in ${polled} of ${plural(windows, 'minute')} looked at.`;
  return {
    name: 'requests',
    title: 'Requests and their responses',
    description: `Each mark is a request, at its time and the bytes of its response (logarithmic): ${of('poll')} polls, ${of('small')} other small ones, ${of('media')} for media, ${of('rest')} neither; ${requests.length - answered.length} without a response are not drawn. ${said}${latency === null ? '' : ` Responses begin after ${numberText(latency)} s${period === null ? '' : `, bursts come every ${numberText(period)} s`}.`}`,
    plot: (palette) => {
      const { dim, page } = palette;
      return {
        height: 300,
        marginTop: 44,
        x: timeAxis(seconds),
        y: { type: 'log', domain: [LEAST, 1.5 * most], label: 'bytes of the response', labelArrow: 'up', grid: true, ticks: [100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8].filter((bytes) => bytes <= 1.5 * most), tickFormat: (bytes: number) => quantityText(bytes, 'B') },
        marks: [
          ruleX(answered.filter(({ kind }) => kind === 'media'), { x: 'time', y1: LEAST, y2: 'answerBytes', stroke: palette.vod, strokeOpacity: 0.35 }),
          ...KINDS.map(({ kind, symbol, colour }) => dot(answered.filter((request) => request.kind === kind), {
            x: 'time', y: ({ answerBytes }: Request) => Math.max(LEAST, answerBytes), symbol, r: 3.2,
            ...(symbol === 'plus' ? { stroke: colour(palette) } : { fill: colour(palette), stroke: page, strokeWidth: 0.6 }),
          })),
          ruleY([LEAST], { stroke: dim }),
          ...legend(KINDS.map(({ words, symbol, colour }) => ({ words, symbol, colour: colour(palette) }))),
        ],
      };
    },
    table: {
      columns: ['time', 'taken for', 'bytes of the request', 'bytes of the response'],
      rows: requests.map(({ time, kind, bytes, answerBytes }) => [`${clockText(Math.floor(time))}${(time % 1).toFixed(3).slice(1)}`, KINDS.find((known) => known.kind === kind)!.words, numberText(Math.round(bytes)), numberText(answerBytes)]),
    },
  };
}
