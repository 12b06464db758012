import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { fromChunks } from '@tunnelscope/capture/from-chunks';
import { createStatistics } from '@tunnelscope/capture/statistics';
import type { Kernels } from '@tunnelscope/core/kernels';
import { InputError } from '../../exit.ts';
import { lossCounters } from './loss-counters.ts';
import type { WatchedSource } from './source.ts';
import { TcpdumpProcess } from './tcpdump-process.ts';

/** tcpdump is asked this often what it lost. */
const ASK = 2000; // ms

/**
 * A network interface, captured by a tcpdump of our own.
 * @param filter in tcpdump's own syntax @param maskText what is shown in place of a text that may name addresses
 * @throws InputError or UsageError if it cannot be captured, with the remedy
 */
export async function openInterface(interfaceName: string, filter: string | undefined, kernels: Kernels, maskText: (text: string) => string): Promise<WatchedSource> {
  const tcpdump = await TcpdumpProcess.start(interfaceName, filter);
  const statistics = createStatistics();
  const bytes = fromChunks(tcpdump.stdout);
  const source = { name: interfaceName, closed: false, ...bytes };
  const asking = setInterval(() => tcpdump.askForCounts(), ASK);
  let fault: Error | null = null;
  const fail = (error: Error) => {
    fault = error;
    return error;
  };

  async function* packets(): AsyncGenerator<CaptureBatch, void, undefined> {
    try {
      yield* readCapture(source, kernels, { statistics });
    } catch (error) {
      if (source.closed) return;
      throw fail(error as Error);
    }
    if (!source.closed) throw fail(new InputError(`--interface ${interfaceName}: tcpdump has ended${tcpdump.lastWords && `: ${tcpdump.lastWords}`}`));
  }

  return {
    view: {
      name: maskText(`${interfaceName}${filter === undefined ? '' : ` (${filter})`}`),
      kind: 'interface',
      speed: 1,
      counters: () => lossCounters(statistics, tcpdump.dropped),
      error: () => (fault === null ? null : maskText(fault.message)),
    },
    packets: packets(),
    statistics,
    dropped: () => tcpdump.dropped,
    fault: () => fault,
    close: async () => {
      if (source.closed) return;
      source.closed = true;
      clearInterval(asking);
      await tcpdump.stop();
    },
  };
}
