import { REPORT_FLOWS } from '@tunnelscope/core/codes';
import type { Decoder, DecoderOptions } from '@tunnelscope/core/decoder';
import type { Kernels } from '@tunnelscope/core/kernels';

/** A decoder that has known more flows than these holds too much memory to be kept: about 100 bytes for each. */
const MOST_FLOWS_KEPT = 4096;

interface IdleDecoder {
  readonly decoder: Decoder;
  readonly options: DecoderOptions;
}

/** One for each object of kernels, while nobody reads with it. */
const idle = new WeakMap<Kernels, IdleDecoder>();

/** A decoder for one capture: that which waits, if it is like this, else a new one. To open one costs as much as to read a small capture. */
export async function borrowDecoder(kernels: Kernels, options: DecoderOptions): Promise<Decoder> {
  const waiting = idle.get(kernels);
  if (waiting?.options.rows !== options.rows || waiting.options.flows !== options.flows) return kernels.openDecoder(options);
  // Whoever reads at the same time opens one of its own.
  idle.delete(kernels);
  return waiting.decoder;
}

/** Keeps a decoder for the next capture, unless its memory grew. Nobody may write into its input, or read its views, any more. */
export function returnDecoder(kernels: Kernels, decoder: Decoder, options: DecoderOptions): void {
  const { input, time, report } = decoder.views;
  if (input.length > options.inputBytes || time.length > options.rows || report[REPORT_FLOWS]! > MOST_FLOWS_KEPT) return;
  decoder.reset();
  idle.set(kernels, { decoder, options });
}
