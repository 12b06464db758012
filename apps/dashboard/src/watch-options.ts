import type { Kernels } from '@tunnelscope/core/kernels';
import type { FlowSource } from './flow-source.ts';
import type { Outside } from './outside.ts';
import type { SourceView } from './source-view.ts';

export interface WatchOptions {
  /** What breaks it off is shown, and the dashboard stays. */
  readonly flows: FlowSource;
  readonly source: SourceView;
  /** For the peaks and the spectrum of pictures. */
  readonly kernels: Kernels;
  readonly engine: string;
  readonly modelName: string;
  readonly outside: Outside;
  /** Ends the dashboard from outside. */
  readonly signal?: AbortSignal;
}
