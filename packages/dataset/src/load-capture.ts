import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import { captureWarnings } from '@tunnelscope/capture/loss-warnings';
import { type CaptureStatistics, createStatistics } from '@tunnelscope/capture/statistics';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { FlowRecord } from '@tunnelscope/detector/flow-record';
import { trackFlows } from '@tunnelscope/detector/track';
import { fixedWindows, type WindowPlan } from '@tunnelscope/detector/window-plan';
import type { Resolution } from '@tunnelscope/model';
import { type ManifestCapture, ManifestError } from './manifest.ts';
import { padded } from './padding.ts';
import { labelledWindows, TILE_SECONDS, tiles } from './tiles.ts';

/** How a capture is measured. */
export interface LoadingOptions {
  readonly kernels: Kernels;
  /** `packet` leaves out captures without packets; `second` reduces those with packets. */
  readonly resolution: Resolution;
  /** A window length beyond those of TILE_SECONDS that is wanted too. */
  readonly windowSeconds?: number | undefined;
  /** Whether windows get the features of earlier work too (default: no). */
  readonly seed?: boolean | undefined;
  /** Whether each capture is measured with padded packets too (default: no). At one-second resolution it makes no difference, and is not done. */
  readonly padded?: boolean | undefined;
}

/** The primary flow of a capture, as it is and padded; null where it does not have the resolution, or is not wanted. */
export interface LoadedFlow {
  readonly record: FlowRecord | null;
  readonly padded: FlowRecord | null;
  /** What did not stop the reading but may be a loss. */
  readonly warnings: readonly string[];
}

/**
 * Reads a capture and cuts its primary flow into windows of every length that training and evaluation use.
 * @throws CaptureError, or ManifestError for a capture without traffic
 */
export async function loadCapture(capture: ManifestCapture, options: LoadingOptions): Promise<LoadedFlow> {
  const warnings: string[] = [];
  const record = await loadPrimary(capture, options, (text) => warnings.push(text));
  const wantsPadded = record !== null && options.padded === true && options.resolution === 'packet';
  return { record, padded: wantsPadded ? await loadPadded(capture, options, record) : null, warnings };
}

async function loadPrimary(capture: ManifestCapture, options: LoadingOptions, onWarning: (text: string) => void): Promise<FlowRecord | null> {
  const { windowSeconds, resolution } = options;
  const statistics = createStatistics();
  const record = await primaryFlow(capture, labelledWindows(), options, statistics);
  for (const text of captureWarnings(statistics, true, null)) onWarning(text);
  if (record.resolution !== resolution) return null;
  if (windowSeconds === undefined) return record;
  const further = TILE_SECONDS.includes(windowSeconds) ? [] : (await primaryFlow(capture, fixedWindows(windowSeconds), options, createStatistics())).windows;
  const windows = TILE_SECONDS.includes(windowSeconds) ? record.windows : [...record.windows.filter(({ seconds }) => seconds !== windowSeconds), ...further];
  if (!windows.some(({ seconds }) => seconds === windowSeconds)) onWarning(`no window of ${windowSeconds} s fits into its heaviest flow`);
  return { ...record, windows };
}

/** What is odd about a capture was said when it was read as it is. */
async function loadPadded(capture: ManifestCapture, options: LoadingOptions, like: FlowRecord): Promise<FlowRecord> {
  const { windowSeconds } = options;
  const of = async (plan: WindowPlan) => primaryFlow(capture, plan, options, createStatistics(), { batches: padded, like });
  const record = await of(tiles(TILE_SECONDS));
  if (windowSeconds === undefined || TILE_SECONDS.includes(windowSeconds)) return record;
  return { ...record, windows: [...record.windows, ...(await of(fixedWindows(windowSeconds))).windows] };
}

async function primaryFlow(
  capture: ManifestCapture,
  plan: WindowPlan,
  { kernels, resolution, seed = false }: LoadingOptions,
  statistics: CaptureStatistics,
  change?: { readonly batches: (batches: AsyncIterable<CaptureBatch>) => AsyncIterable<CaptureBatch>; readonly like: FlowRecord },
): Promise<FlowRecord> {
  const batches = readCapture(openCapture(capture.path), kernels, { statistics });
  let primary: FlowRecord | null = null;
  let most = -1;
  const reduce = resolution === 'second' ? { resolution } : {};
  for await (const record of trackFlows(change ? change.batches(batches) : batches, { kernels, plan, clientOf: () => change?.like.client ?? null, seed, ...reduce })) {
    // What is heaviest is so as it was captured: padding may make another flow, or the other direction, heavier.
    if (change && (record.flow.number !== change.like.flow.number || record.start !== change.like.start)) continue;
    const bytes = record.bytesDown + record.bytesUp;
    if (bytes <= most) continue;
    most = bytes;
    primary = record;
  }
  if (!primary) throw new ManifestError(`${capture.path}: found no packets, expected a capture with traffic`);
  return primary;
}
