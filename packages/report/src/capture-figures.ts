import type { FlowStory } from './capture/findings.ts';
import type { Figure } from './figure.ts';
import { bytesOverTime } from './figures/bytes-over-time.ts';
import { leisureTimes } from './figures/leisure-times.ts';
import { probabilityFigure } from './figures/probability.ts';
import { requestsFigure } from './figures/requests-figure.ts';
import { spectrumFigure } from './figures/spectrum.ts';
import { zeroBins } from './figures/zero-bins.ts';

/** The pictures of one flow, in the order of a report. */
export function captureFigures({ rhythm, requests, steps, seconds }: FlowStory): Figure[] {
  return [
    bytesOverTime(rhythm),
    leisureTimes(rhythm),
    zeroBins(rhythm),
    requests && requestsFigure(requests, seconds),
    spectrumFigure(rhythm),
    steps.length === 0 ? null : probabilityFigure(steps, seconds),
  ].filter((figure) => figure !== null);
}
