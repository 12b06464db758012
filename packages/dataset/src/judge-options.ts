import type { Kernels } from '@tunnelscope/core/kernels';
import type { Model, Resolution } from '@tunnelscope/model';
import type { ManifestCapture } from './manifest.ts';
import type { TrainerOptions } from './trainer.ts';
import type { WindowPart } from './window-part.ts';

/** What is judged, by what, and what is held out. */
export interface JudgeOptions extends TrainerOptions {
  readonly kernels: Kernels;
  /** Threads to read and train with (default 1); the result is the same. */
  readonly jobs?: number | undefined;
  readonly resolution: Resolution;
  /** Column whose groups are held out in turn; without it `model` is judged as it is. */
  readonly by?: string | undefined;
  /** Judged when nothing is held out; its name and hash stand in the result. */
  readonly model?: (Model & { readonly hash: string }) | undefined;
  /** Judge only these captures; the others still train. */
  readonly where?: ((capture: ManifestCapture) => boolean) | undefined;
  /** Judge captures that were set aside too, as far as `where` holds for them (default: no). They never train. */
  readonly setAside?: boolean | undefined;
  /** `start`: the first window of each capture; `middle`: windows from 30 s on. */
  readonly part?: WindowPart;
  readonly onProgress?: ((step: EvaluationStep) => void) | undefined;
}

interface EvaluationStep {
  readonly what: 'reading captures' | 'cross-validating';
  readonly done: number;
  readonly of: number;
}
