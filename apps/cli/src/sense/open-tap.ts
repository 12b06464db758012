import { fileFingerprint } from '@tunnelscope/cluster/fingerprint';
import type { TapSource } from '@tunnelscope/cluster/tap-source';
import type { Kernels } from '@tunnelscope/core/kernels';
import { UsageError } from '../exit.ts';
import { openCaptureSource } from '../watch/sources/capture-source.ts';
import { openInterface } from '../watch/sources/interface-source.ts';
import type { WatchedSource } from '../watch/sources/source.ts';
import type { SenseCommandOptions } from './sense.ts';

export interface OpenedTap {
  readonly watched: WatchedSource;
  readonly source: TapSource;
}

/**
 * Opens what a tap reads.
 * @param path a capture, or - for standard input; undefined: the interface
 * @throws UsageError, InputError or CaptureError if it cannot be read at all
 */
export async function openTap(path: string | undefined, options: Pick<SenseCommandOptions, 'interface' | 'filter' | 'speed' | 'with'>, kernels: Kernels): Promise<OpenedTap> {
  const maskText = (text: string) => text;
  if (path === undefined) {
    const watched = await openInterface(options.interface!, options.filter, kernels, maskText);
    return { watched, source: { packets: watched.packets, file: null, dropped: watched.dropped } };
  }
  const watched = await openCaptureSource([path], { kernels, speed: Infinity, replay: Infinity, follow: false, shownName: path, maskText });
  const { packets, dropped } = watched;
  if (watched.view.kind === 'pipe') {
    if (options.speed !== Infinity) throw new UsageError('--speed is for a file: packets of a pipe are sent as they come');
    return { watched, source: { packets, file: null, dropped } };
  }
  // What the messages of a file are depends on these; standard input cannot be read again.
  const fingerprint = path === '-' ? null : fileFingerprint(path, options.speed === Infinity ? 'max' : options.speed, ...options.with);
  return { watched, source: { packets, file: { fingerprint, speed: options.speed }, dropped } };
}
