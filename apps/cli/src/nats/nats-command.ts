import { connectNats, type NatsOptions } from '@tunnelscope/cluster/connect';
import { explained } from '@tunnelscope/cluster/explained';
import { forgetTap } from '@tunnelscope/cluster/forget';
import { init } from '@tunnelscope/cluster/init';
import { DEFAULT_SETTINGS, findSettings } from '@tunnelscope/cluster/settings';
import { status } from '@tunnelscope/cluster/status';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { standardOutput } from '../output.ts';
import { catchEnding } from '../watch/ending.ts';
import { statusText } from './status-text.ts';

export interface NatsCommandOptions extends NatsOptions {
  readonly partitions?: number;
  /** GB. */
  readonly maxSize?: number;
  readonly replicas?: number;
  readonly storage?: 'file' | 'memory';
  /** Seconds. */
  readonly lease?: number;
  readonly json?: true;
}

const ASKED = [['--max-size', 'maxSize'], ['--replicas', 'replicas'], ['--storage', 'storage'], ['--lease', 'lease']] as const;

/** Makes a server ready. @throws NatsError if there is none, or it has another number of partitions */
export async function initServer(options: NatsCommandOptions): Promise<ExitCode> {
  const connection = await connectNats(options, 'tunnelscope nats init');
  try {
    const { maxSize, replicas = DEFAULT_SETTINGS.replicas, storage = DEFAULT_SETTINGS.storage } = options;
    const partitions = options.partitions ?? (await findSettings(connection))?.partitions ?? DEFAULT_SETTINGS.partitions;
    const maxBytes = maxSize === undefined ? DEFAULT_SETTINGS.maxBytes : Math.ceil(1e9 * maxSize);
    const leaseTime = options.lease === undefined ? DEFAULT_SETTINGS.leaseTime : Math.round(1000 * options.lease);
    const { made, differences } = await init(connection, { partitions, maxBytes, replicas, storage, leaseTime });
    const output = standardOutput();
    await output.write(made.length > 0 ? `ready with ${partitions} partitions; made: ${made.join(', ')}\n` : `ready with ${partitions} partitions; nothing to do\n`);
    // What was not asked for may be as it is.
    const asked = differences.filter((difference) => ASKED.some(([option, name]) => difference.startsWith(option) && options[name] !== undefined));
    if (asked.length > 0) complain(`warning: what is there stays as it is: ${asked.join('; ')}`);
    return EXIT.done;
  } catch (error) {
    throw explained(error);
  } finally {
    await connection.close();
  }
}

/** Shows how taps and workers are. @throws NatsError if there is no server, or nobody has made it ready */
export async function showStatus(options: NatsCommandOptions): Promise<ExitCode> {
  const connection = await connectNats(options, 'tunnelscope nats status');
  try {
    const found = await status(connection);
    await standardOutput().write(options.json ? `${JSON.stringify(found)}\n` : statusText(found));
    return EXIT.done;
  } catch (error) {
    throw explained(error);
  } finally {
    await connection.close();
  }
}

/** Ends a tap. @throws NatsError if there is no server, or nobody has made it ready */
export async function forget(tap: string, options: NatsCommandOptions): Promise<ExitCode> {
  const connection = await connectNats(options, 'tunnelscope nats forget');
  const ending = catchEnding();
  try {
    await forgetTap(connection, tap, ending.signal);
    if (!ending.signal.aborted) await standardOutput().write(`tap ${tap} has ended\n`);
    return ending.exitCode;
  } catch (error) {
    throw explained(error);
  } finally {
    await connection.close();
  }
}
