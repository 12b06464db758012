import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { detect } from '@tunnelscope/detector';
import { type VerdictLine, verdictLine } from '@tunnelscope/detector/verdict-line';
import type { DecodedModel } from '@tunnelscope/model/model-file';
import type { Analysis } from '../flows/analysis.ts';
import { clientIn } from '../flows/client-networks.ts';
import { parseNetwork } from '../where/network.ts';

export interface VerdictSettings {
  readonly engine: Engine;
  readonly model: DecodedModel;
  /** Networks that clients are in, as CIDR has them. */
  readonly client: readonly string[];
  /** Judge windows of so many seconds instead of flows. */
  readonly windowSeconds?: number | undefined;
  /** Whether lines say what is odd about their capture, or lost of it. */
  readonly captureWarnings: boolean;
}

/** Judges flows, or windows of them. */
export async function verdictAnalysis({ engine, model, client, windowSeconds, captureWarnings }: VerdictSettings): Promise<Analysis<VerdictLine>> {
  const kernels = await loadKernels(engine);
  const name = { name: model.name, hash: model.hash };
  const clientOf = clientIn(client.map((text) => parseNetwork(text)!));
  return {
    kernels,
    ...(captureWarnings && { warned: (line: VerdictLine, warnings: readonly string[]) => ({ ...line, warnings: [...line.warnings, ...warnings] }) }),
    async *pipeline(file, batches) {
      for await (const verdict of detect(batches, { kernels, model, clientOf, windowSeconds })) {
        yield { record: verdict.record, line: (primary) => verdictLine(file, verdict, primary, engine, name) };
      }
    },
  };
}
