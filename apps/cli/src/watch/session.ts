import { loadKernels } from '@tunnelscope/core';
import type { Engine, Kernels } from '@tunnelscope/core/kernels';
import { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import type { Model } from '@tunnelscope/model';
import { clientIn } from '../flows/client-networks.ts';
import { keepHeapSmall } from '../flows/heap-growth.ts';
import { loadModel } from '../load-model.ts';
import { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import type { Network } from '../where/network.ts';
import { openCaptureSource } from './sources/capture-source.ts';
import { openInterface } from './sources/interface-source.ts';
import type { WatchedSource } from './sources/source.ts';

export interface SessionOptions {
  readonly interface?: string;
  readonly filter?: string;
  readonly speed?: number;
  readonly follow?: true;
  /** Seconds. */
  readonly idle?: number;
  /** MB. */
  readonly memory?: number;
  readonly client: readonly Network[];
  readonly maskAddresses?: true;
  readonly engine: Engine;
  readonly model?: string;
  /** What the source is called; its file or interface if not given. */
  readonly shownName?: string;
}

/** Everything that a front end needs to show a stream. */
export interface Session {
  readonly kernels: Kernels;
  readonly model: Model;
  readonly modelName: { readonly name: string; readonly hash: string };
  readonly detector: LiveDetector;
  readonly source: WatchedSource;
  /** What is shown in place of an address. */
  readonly mask: (address: string) => string;
  /** What is shown in place of a message, which may name addresses. */
  readonly maskText: (text: string) => string;
}

/**
 * Opens what is to be watched.
 * @param files one, or several to be replayed together; none: an interface @param replay speed of a file where none is asked for
 * @throws UsageError, InputError, CaptureError and ModelError if it cannot be watched at all
 */
export async function openSession(files: readonly string[], options: SessionOptions, replay: number): Promise<Session> {
  keepHeapSmall();
  const [kernels, model] = await Promise.all([loadKernels(options.engine), loadModel(options.model)]);
  const { idle, memory, shownName } = options;
  const detector = new LiveDetector({
    kernels,
    model,
    clientOf: clientIn(options.client),
    ...(idle !== undefined && { idleSeconds: idle }),
    ...(memory !== undefined && { memoryBytes: 1e6 * memory }),
  });
  const pseudonyms = options.maskAddresses ? new Pseudonyms() : null;
  const maskText = (text: string) => pseudonyms?.text(text) ?? text;
  const source =
    files.length === 0
      ? await openInterface(options.interface!, options.filter, kernels, maskText)
      : await openCaptureSource(files, {
          kernels, replay, speed: options.speed, follow: options.follow === true,
          maskText,
          shownName: shownName ?? (files[0] === '-' ? 'standard input' : maskText(files[0]!)),
        });
  return { kernels, model, modelName: { name: model.name, hash: model.hash }, detector, source, mask: (address) => pseudonyms?.of(address) ?? address, maskText };
}
