import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { CaptureStatistics } from '@tunnelscope/capture/statistics';
import type { SourceView } from '@tunnelscope/dashboard/source-view';

/** Where packets come from. */
export interface WatchedSource {
  readonly view: SourceView;
  readonly packets: AsyncIterable<CaptureBatch>;
  readonly statistics: CaptureStatistics;
  /** Packets that the system lost before they could be read; null where nobody counts. */
  readonly dropped: () => number | null;
  /** What ended the packets early; null if nothing did. */
  readonly fault: () => Error | null;
  /** Ends the packets, and lets go of what they come from. */
  readonly close: () => Promise<void>;
}
