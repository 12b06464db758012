import { access } from 'node:fs/promises';
import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import { createStatistics } from '@tunnelscope/capture/statistics';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { LiveSource } from '@tunnelscope/server/options';
import { describeFileError } from '../complain.ts';
import { InputError } from '../exit.ts';
import { openInterface } from '../watch/sources/interface-source.ts';

export interface LiveSourceOptions {
  readonly interface?: string;
  readonly filter?: string;
  readonly input?: string;
  /** Of a file: more is waited for. */
  readonly follow: boolean;
}

/** Opens the stream of this machine that is to be judged, if one is. @throws InputError or UsageError if it cannot be had */
export async function openLiveSource({ interface: name, filter, input, follow }: LiveSourceOptions, kernels: Kernels): Promise<LiveSource | null> {
  if (name !== undefined) {
    // Names stay here: the service masks what it shows.
    const { packets, statistics, dropped, close } = await openInterface(name, filter, kernels, (text) => text);
    return { name, packets, statistics, dropped, close };
  }
  if (input === undefined) return null;
  if (input !== '-') {
    await access(input).catch((error: unknown) => {
      throw new InputError(describeFileError(input, error));
    });
  }
  const source = openCapture(input, { follow });
  const statistics = createStatistics();
  return { name: source.name, packets: readCapture(source, kernels, { statistics }), statistics, dropped: () => null, close: async () => source.close() };
}
