import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import type { Model } from '@tunnelscope/model';
import type { Outside } from './outside.ts';
import type { SourceView } from './source-view.ts';

export interface WatchOptions {
  /** Ends when the capture does; what it throws is shown, and the dashboard stays. */
  readonly packets: AsyncIterable<CaptureBatch>;
  readonly detector: LiveDetector;
  readonly source: SourceView;
  /** For the spectrum and the reasons of the detail pane; the same as the detector's. */
  readonly kernels: Kernels;
  readonly model: Model;
  readonly engine: string;
  readonly modelName: string;
  readonly outside: Outside;
  /** What is shown in place of an address, in the table, in exports and in the filter alike. */
  readonly mask?: (address: string) => string;
  /** Ended flows stay in the table, greyed, for as long; 10 if not given. */
  readonly keepSeconds?: number;
  /** Ends the dashboard from outside. */
  readonly signal?: AbortSignal;
}
