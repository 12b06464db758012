import { hostname } from 'node:os';
import { connectNats, type NatsOptions } from '@tunnelscope/cluster/connect';
import { explained } from '@tunnelscope/cluster/explained';
import { livePartitions } from '@tunnelscope/cluster/live-partitions';
import { work } from '@tunnelscope/cluster/work';
import type { WorkEvent } from '@tunnelscope/cluster/work-event';
import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { clientIn } from '../flows/client-networks.ts';
import { loadModel } from '../load-model.ts';
import { standardOutput } from '../output.ts';
import { catchEnding } from '../watch/ending.ts';
import type { Network } from '../where/network.ts';

export interface WorkCommandOptions extends NatsOptions {
  readonly name?: string;
  readonly partitions?: readonly number[];
  readonly client: readonly Network[];
  readonly engine: Engine;
  readonly model?: string;
  /** Seconds. */
  readonly idle: number;
  /** Megabytes, of each partition. */
  readonly memory: number;
  readonly json?: true;
  readonly quiet?: true;
}

/** Works until SIGTERM or Ctrl-C. @throws NatsError and ModelError if it cannot begin */
export async function workUntilTold(options: WorkCommandOptions): Promise<ExitCode> {
  const [kernels, model] = await Promise.all([loadKernels(options.engine), loadModel(options.model)]);
  const name = options.name ?? `${hostname().replaceAll(/[^A-Za-z0-9_-]/g, '-').slice(0, 50)}-${process.pid}`;
  const ending = catchEnding();
  const connection = await connectNats(options, `tunnelscope work ${name}`);
  try {
    const done = await work({
      connection,
      name,
      partitions: options.partitions,
      create: livePartitions({ kernels, model, clientOf: clientIn(options.client), idleSeconds: options.idle, memoryBytes: 1e6 * options.memory }),
      settings: settingsOf(options, model.hash),
      signal: ending.signal,
      ...(!options.quiet && { tell: (event: WorkEvent) => complain(inWords(event)) }),
    });
    const { messages, events, refused } = done;
    if (options.json) await standardOutput().write(`${JSON.stringify({ name, ...done })}\n`);
    else if (!options.quiet) complain(`${name}: ${messages} messages, ${events} events, ${refused} messages refused`);
    return ending.exitCode === EXIT.terminated ? EXIT.done : ending.exitCode;
  } catch (error) {
    throw explained(error);
  } finally {
    await connection.close();
  }
}

/** All that decides what events there are, besides what taps send. */
function settingsOf({ client, idle, memory }: WorkCommandOptions, hash: string): string {
  const networks = client.length === 0 ? 'no --client' : `--client ${client.map(({ address, length }) => `${address}/${length}`).join(',')}`;
  return `model ${hash}, ${networks}, --idle ${idle}, --memory ${memory}`;
}

function inWords(event: WorkEvent): string {
  switch (event.kind) {
    case 'took': return `partition ${event.partition}: taken`;
    case 'handed over': return `partition ${event.partition}: handed over`;
    case 'lost': return `partition ${event.partition}: lost (${event.reason})`;
    case 'given up': return `partition ${event.partition}: left to other workers: ${event.reason}`;
    case 'refused': return `partition ${event.partition}: a message was refused and kept aside: ${event.reason}`;
    case 'not stored': return `partition ${event.partition}: its state could not be stored, which is tried again: ${event.reason}`;
    case 'waiting':
    case 'doubtful': return `partition ${event.partition}: ${event.reason}`;
    case 'stream anew': return 'the stream of packets was made anew: partitions are taken over again';
    case 'server away': return `the NATS server is away (${event.reason}), waiting for it`;
    case 'server back': return 'the NATS server is back';
  }
}
