import { access } from 'node:fs/promises';
import { readCapture } from '@tunnelscope/capture';
import { fromChunks } from '@tunnelscope/capture/from-chunks';
import { openCapture } from '@tunnelscope/capture/file';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { LiveSource } from '@tunnelscope/server/options';
import { describeFileError } from '../complain.ts';
import { InputError } from '../exit.ts';
import { TcpdumpProcess } from '../watch/sources/tcpdump-process.ts';

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
    const tcpdump = await TcpdumpProcess.start(name, filter);
    const source = { name, closed: false, ...fromChunks(tcpdump.stdout) };
    return {
      name,
      packets: readCapture(source, kernels),
      close: async () => {
        source.closed = true;
        await tcpdump.stop();
      },
    };
  }
  if (input === undefined) return null;
  if (input !== '-') {
    await access(input).catch((error: unknown) => {
      throw new InputError(describeFileError(input, error));
    });
  }
  const source = openCapture(input, { follow });
  return { name: source.name, packets: readCapture(source, kernels), close: async () => source.close() };
}
