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
    requests?.requests.some(({ answerBytes }) => answerBytes > 0) ? requestsFigure(requests, seconds) : null,
    spectrumFigure(rhythm),
    steps.some(({ verdict }) => verdict !== null) ? probabilityFigure(steps, seconds) : null,
  ].filter((figure) => figure !== null);
}
