import type { Kernels } from '@tunnelscope/core/kernels';
import { judgeFlow } from '@tunnelscope/detector/flow-verdict';
import { SecondFlow } from '@tunnelscope/detector/second-flow';
import { type VerdictLine, verdictLine } from '@tunnelscope/detector/verdict-line';
import { VERDICT_WINDOWS } from '@tunnelscope/detector/window-plan';
import type { DecodedModel } from '@tunnelscope/model/model-file';
import { checkSeries } from './check-series.ts';
import type { Series } from './series.ts';

/** What packets are taken to be where nobody counted them: the model makes no difference between larger ones. */
const ASSUMED_PACKET = 1200; // bytes
const ASSUMED = `packetsDown was not given: packets of ${ASSUMED_PACKET} bytes were assumed, so that calls and audio may look like video`;

/** A verdict as of a flow, without what only a flow and a capture have. */
export interface SeriesVerdict extends Omit<VerdictLine, 'file' | 'flow' | 'primary' | 'start' | 'windowStart' | 'windowSeconds'> {
  readonly start: string | null;
}

const NOWHERE = { number: 0, a: { address: '', port: 0 }, b: { address: '', port: 0 }, protocol: 0 };

/** Judges a series at one-second resolution. @throws Problem 422 if it is none */
export function judgeSeries(series: Series, kernels: Kernels, model: DecodedModel): SeriesVerdict {
  const perSecond = checkSeries(series);
  const { bytesDown, bytesUp, packetsDown, packetsUp } = series;
  const flow = new SecondFlow(NOWHERE, { kernels, plan: VERDICT_WINDOWS, clientOf: () => 'a', seed: false });
  for (let i = 0; i < bytesDown.length; i += perSecond) {
    let [down, up, downCount, upCount] = [0, 0, 0, 0];
    for (let bin = i; bin < Math.min(i + perSecond, bytesDown.length); bin++) {
      down += bytesDown[bin]!;
      up += bytesUp?.[bin] ?? 0;
      downCount += packetsDown?.[bin] ?? 0;
      upCount += packetsUp?.[bin] ?? 0;
    }
    if (packetsDown === null) downCount = Math.ceil(down / ASSUMED_PACKET);
    flow.add((i / perSecond) * 1000, up, down, upCount, downCount);
  }
  const verdict = judgeFlow(flow.finish(null), model, kernels);
  const { file: _file, flow: _flow, primary: _primary, start: _start, ...rest } = verdictLine('', verdict, true, kernels.engine, { name: model.name, hash: model.hash });
  return {
    start: series.start === null ? null : new Date(series.start).toISOString(),
    ...rest,
    warnings: packetsDown === null ? [...rest.warnings, ASSUMED] : rest.warnings,
  };
}
