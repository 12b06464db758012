import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { Engine } from './engine.ts';
import { SourceTranslation } from './translate.ts';

/** Puts a stream that is read here into the running detector, as fast as it can be judged. @returns at the stream's end @throws what it throws */
export async function followSource(engine: Engine, batches: AsyncIterable<CaptureBatch>): Promise<void> {
  const source = new SourceTranslation(engine.numbers);
  for await (const batch of batches) {
    if (engine.closing) return;
    await engine.judge(() => source.translate(batch), batch.count);
  }
}
