import { watch } from '@tunnelscope/dashboard';
import { processOutside } from '@tunnelscope/dashboard/process-outside';
import { InputError } from '../exit.ts';
import type { Session } from './session.ts';

/**
 * Shows the dashboard until the user leaves it.
 * @returns its exit code @throws InputError if there is no keyboard
 */
export async function showDashboard({ source, detector, kernels, model, modelName, mask }: Session): Promise<number> {
  const { outside, close } = openOutside();
  try {
    return await watch({ packets: source.packets, source: source.view, detector, kernels, model, engine: kernels.engine, modelName: modelName.name, mask, outside });
  } finally {
    close();
  }
}

function openOutside(): ReturnType<typeof processOutside> {
  try {
    return processOutside();
  } catch (error) {
    throw new InputError((error as Error).message);
  }
}
