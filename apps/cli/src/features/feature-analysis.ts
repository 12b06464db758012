import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { trackFlows } from '@tunnelscope/detector/track';
import { fixedWindows, VERDICT_WINDOWS } from '@tunnelscope/detector/window-plan';
import type { Analysis } from '../flows/analysis.ts';
import { clientIn } from '../flows/client-networks.ts';
import { parseNetwork } from '../where/network.ts';
import { type FeatureLine, flowFeatures, windowFeatures } from './feature-line.ts';

export interface FeatureSettings {
  readonly engine: Engine;
  /** Networks that clients are in, as CIDR has them. */
  readonly client: readonly string[];
  /** Measure windows of so many seconds instead of flows. */
  readonly windowSeconds?: number | undefined;
}

/** Measures flows, or windows of them. */
export async function featureAnalysis({ engine, client, windowSeconds }: FeatureSettings): Promise<Analysis<FeatureLine>> {
  const kernels = await loadKernels(engine);
  const clientOf = clientIn(client.map((text) => parseNetwork(text)!));
  const plan = windowSeconds === undefined ? VERDICT_WINDOWS : fixedWindows(windowSeconds);
  return {
    kernels,
    async *pipeline(file, batches) {
      for await (const record of trackFlows(batches, { kernels, plan, clientOf, seed: true })) {
        if (windowSeconds === undefined) yield { record, line: (primary) => flowFeatures(file, record, primary) };
        else for (const sample of record.windows) yield { record, line: (primary) => windowFeatures(file, record, sample, primary) };
      }
    },
  };
}
