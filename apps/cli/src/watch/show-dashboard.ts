import { watch } from '@tunnelscope/dashboard';
import { processOutside } from '@tunnelscope/dashboard/process-outside';
import { LocalFlows } from '@tunnelscope/dashboard/local-flows';
import type { WatchOptions } from '@tunnelscope/dashboard/watch-options';
import { InputError } from '../exit.ts';
import type { Session } from './session.ts';

/** The dashboard of a stream of this process. @returns its exit code @throws InputError if there is no keyboard */
export function showSession({ source, detector, kernels, model, modelName, mask }: Session): Promise<number> {
  return showDashboard(({ clock }) => ({
    flows: new LocalFlows({ packets: source.packets, detector, model, mask, clock, speed: source.view.speed }),
    source: source.view, kernels, engine: kernels.engine, modelName: modelName.name,
  }));
}

/**
 * Shows the dashboard until the user leaves it.
 * @returns its exit code @throws InputError if there is no keyboard
 */
export async function showDashboard(optionsFor: (outside: WatchOptions['outside']) => Omit<WatchOptions, 'outside'>): Promise<number> {
  const { outside, close } = openOutside();
  try {
    return await watch({ ...optionsFor(outside), outside });
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
