import type { Kernels } from '@tunnelscope/core/kernels';
import type { ModelPart } from '@tunnelscope/model';
import { likeness } from './groups.ts';
import type { LabelledCapture } from './labelled-capture.ts';
import { windowsOf } from './labelled-window.ts';
import { trainPart } from './train-part.ts';
import type { TrainerOptions } from './trainer.ts';
import { trainingTable } from './training-table.ts';

/** A part of a model, trained on all packet windows of that length. */
export function trainedPart(captures: readonly LabelledCapture[], windowSeconds: number, options: TrainerOptions & { readonly kernels: Kernels }): ModelPart {
  return trainPart(trainingTable(windowsOf(captures, windowSeconds), 'packet'), likeness(captures), { ...options, windowSeconds });
}
