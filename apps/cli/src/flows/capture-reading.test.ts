import { fileURLToPath } from 'node:url';
import { loadKernels } from '@tunnelscope/core';
import { expect, test } from 'vitest';
import { barText, Progress, type Step } from '../progress.ts';
import { CaptureReading, type ReadingOptions } from './capture-reading.ts';

const CAPTURE = fileURLToPath(new URL('../../../../test-data/recorded/idle_ovpn.pcap.gz', import.meta.url));

/** Keeps what it is shown: on no terminal it would be dropped. */
class Kept extends Progress {
  readonly lines: string[] = [];

  override show(step: Step): void {
    this.lines.push(barText(step));
  }
}

async function shown(options: ReadingOptions): Promise<string[]> {
  const controller = new AbortController();
  const progress = new Kept(true);
  const reading = new CaptureReading(CAPTURE, await loadKernels('typescript'), controller.signal, progress, { shownName: 'x', ...options });
  for await (const _batch of reading.batches()) controller.abort();
  return progress.lines;
}

test('of a file a bar is shown, of what has no end how far it is and what Ctrl-C brings', async () => {
  expect((await shown({})).at(-1)).toBe('[########################] 100 %  reading x');
  expect((await shown({ place: '2 of 3: ' })).at(-1)).toBe('[########################] 100 %  reading 2 of 3: x');
  expect((await shown({ follow: true, afterInterrupt: 'verdicts' })).at(-1)).toBe('reading x: 24 packets, 1 flow, 1:51, Ctrl-C for verdicts');
});
