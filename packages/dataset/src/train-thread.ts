import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { answerTasks } from '@tunnelscope/workers/answer';
import { type TrainedPart, type TrainingData, type TrainingTask, trainTask } from './train-task.ts';

answerTasks<TrainingData & { readonly engine: Engine }, TrainingTask, TrainedPart, never>(async (data) => {
  const kernels = await loadKernels(data.engine);
  return async function* (task) {
    yield trainTask(task, data, kernels);
  };
});
