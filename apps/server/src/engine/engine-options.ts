import type { LiveOptions } from '@tunnelscope/detector/live/live-detector';
import type { Services } from '../services.ts';
import type { Store } from '../store/store.ts';
import type { QueueLimits } from './work-queue.ts';

export interface EngineOptions extends Pick<Services, 'kernels' | 'model' | 'clock' | 'metrics' | 'logger'> {
  readonly store: Store;
  /** What is kept and shown in place of an address. */
  readonly mask: (address: string) => string;
  /** Which flows are followed for how long, and what they may take. */
  readonly detector?: Partial<Pick<LiveOptions, 'clientOf' | 'idleSeconds' | 'memoryBytes'>>;
  readonly queue?: Partial<QueueLimits>;
  /** Bytes of packets kept so that a killed server goes on where it was. */
  readonly journalBytes: number;
}

export const JOURNAL_BYTES = 256 * 2 ** 20;
