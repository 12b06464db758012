import type { CaptureBatch, Flow } from '@tunnelscope/capture/batch';
import type { CaptureStatistics } from '@tunnelscope/capture/statistics';
import type { Kernels } from '@tunnelscope/core/kernels';
import { detect } from '@tunnelscope/detector';
import type { FlowVerdict } from '@tunnelscope/detector/flow-verdict';
import type { Model } from '@tunnelscope/model';
import { type FeatureRow, featureRows } from './feature-rows.ts';
import { type ProbabilityStep, probabilitySteps } from './probability-steps.ts';
import { findRequests, type Requests } from './requests.ts';
import { type Rhythm, rhythmOf } from './rhythm.ts';
import { collectTraffic } from './traffic.ts';

/** A capture as a report tells it. */
export interface CaptureFindings {
  /** As it is shown. */
  readonly file: string;
  readonly statistics: CaptureStatistics;
  /** The heaviest flows, the heaviest first. */
  readonly verdicts: readonly FlowVerdict[];
  /** How many flows there are. */
  readonly flows: number;
  /** The first few of them in detail. */
  readonly stories: readonly FlowStory[];
  /** What is odd about the capture, or lost of it. */
  readonly warnings: readonly string[];
}

/** One flow with all that pictures are made of. */
export interface FlowStory {
  readonly verdict: FlowVerdict;
  /** Seconds that pictures show; the flow may go on behind them. */
  readonly seconds: number;
  readonly isCut: boolean;
  readonly rhythm: Rhythm;
  /** null where only seconds are known. */
  readonly requests: Requests | null;
  readonly steps: readonly ProbabilityStep[];
  readonly features: readonly FeatureRow[];
}

export interface LookOptions {
  readonly kernels: Kernels;
  readonly model: Model;
  readonly clientOf?: (flow: Flow) => 'a' | 'b' | null;
  /** Flows that are told in detail, at most. */
  readonly detailed: number;
}

/** Told in detail is what carries at least this share of the heaviest flow's bytes: beside a video nobody looks at the spectrum of name lookups. */
const LEAST_SHARE = 0.01;
/** Flows that the table of verdicts lists. */
const MOST_VERDICTS = 200;

/**
 * Judges a capture and looks at its heaviest flows. It is read twice: which flows are the heaviest is known at its end.
 * @param open begins to read it @throws ModelError if the model has no part for its resolution; CaptureError
 */
export async function lookAt(open: () => AsyncIterable<CaptureBatch>, { kernels, model, clientOf, detailed }: LookOptions): Promise<Pick<CaptureFindings, 'verdicts' | 'flows' | 'stories'>> {
  let heaviest: FlowVerdict[] = [];
  let flows = 0;
  for await (const verdict of detect(open(), { kernels, model, ...(clientOf && { clientOf }) })) {
    flows++;
    heaviest.push(verdict);
    if (heaviest.length >= 2 * MOST_VERDICTS) heaviest = sorted(heaviest);
  }
  const verdicts = sorted(heaviest);
  const told = verdicts.slice(0, detailed).filter((verdict) => bytesOf(verdict) >= LEAST_SHARE * bytesOf(verdicts[0]!));
  const traffic = told.length === 0 ? [] : await collectTraffic(open(), told.map(({ record }) => record));
  const stories = told.map((verdict, i): FlowStory => {
    const of = traffic[i]!;
    return {
      verdict,
      seconds: of.length,
      isCut: of.isCut,
      rhythm: rhythmOf(of, kernels),
      requests: findRequests(of, kernels),
      steps: probabilitySteps(of, model, kernels),
      features: featureRows(verdict.record, model),
    };
  });
  return { verdicts, flows, stories };
}

function sorted(verdicts: readonly FlowVerdict[]): FlowVerdict[] {
  return verdicts.toSorted((a, b) => bytesOf(b) - bytesOf(a)).slice(0, MOST_VERDICTS);
}

function bytesOf({ record }: FlowVerdict): number {
  return record.bytesDown + record.bytesUp;
}
