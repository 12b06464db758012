import type { Engine } from '@tunnelscope/core/kernels';
import type { FlowVerdict } from './flow-verdict.ts';
import type { Resolution } from '@tunnelscope/model';
import type { VerdictClass } from '@tunnelscope/model/outcome';
import type { Reason } from '@tunnelscope/model/reasons';
import type { Verdict } from '@tunnelscope/model/verdict';
import { type FlowFields, flowFields, type WindowFields } from './flow-fields.ts';

/** A line of `classify --json`. */
export interface VerdictLine extends FlowFields, Partial<WindowFields>, Verdict {
  /** Of the flow, or of the window that alone was judged. */
  readonly packets: number;
  readonly bytesDown: number;
  readonly bytesUp: number;
  readonly decidedAfterSeconds: number | null;
  readonly resolution: Resolution;
  readonly reasons: readonly Reason[];
  readonly engine: Engine;
  readonly model: ModelName;
  readonly warnings: readonly string[];
}

export interface ModelName {
  readonly name: string;
  /** SHA-256 of its content. */
  readonly hash: string;
}

/** What per-second rows cannot tell, whatever the model. */
export const SECOND_RESOLUTION_WARNING = 'one-second resolution: live and VOD with segments of equal length cannot be told apart';

export function verdictLine(file: string, found: FlowVerdict, primary: boolean, engine: Engine, model: ModelName): VerdictLine {
  const { record, window, verdict, subtype, probability, likely, probabilities, decidedAfterSeconds, reasons, warnings } = found;
  const { packets, bytesDown, bytesUp } = window ?? record;
  return {
    ...flowFields(file, record, primary),
    ...(window && { windowStart: window.start, windowSeconds: window.seconds }),
    packets,
    bytesDown,
    bytesUp,
    verdict,
    subtype,
    probability,
    likely,
    probabilities,
    decidedAfterSeconds,
    resolution: record.resolution,
    reasons,
    engine,
    model,
    warnings: record.windows.length > 0 && isBlind(record.resolution, likely, subtype) ? [...warnings, SECOND_RESOLUTION_WARNING] : warnings,
  };
}

function isBlind(resolution: Resolution, likely: VerdictClass, subtype: string | null): boolean {
  return resolution === 'second' && likely !== 'other' && subtype !== 'call' && subtype !== 'audio';
}
