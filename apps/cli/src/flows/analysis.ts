import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { Finding } from '@tunnelscope/detector/line-source';

/** What is done with each capture's packets. */
export interface Analysis<Line> {
  /** The twin that reads them. */
  readonly kernels: Kernels;
  /** A line with what is odd about its capture, or lost of it; left out where lines do not say so. */
  readonly warned?: (line: Line, warnings: readonly string[]) => Line;
  /** @param file name for the lines @throws ModelError where the model is not made for the capture */
  pipeline(file: string, batches: AsyncIterable<CaptureBatch>): AsyncIterable<Finding<Line>>;
}
