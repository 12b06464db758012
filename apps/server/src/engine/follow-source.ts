import type { Engine } from './engine.ts';
import type { FollowedSource } from './followed-source.ts';
import { SourceTranslation } from './translate.ts';

/** Puts a stream that is read here into the running detector, as fast as it can be judged. @returns at the stream's end @throws what it throws */
export async function followSource(engine: Engine, followed: FollowedSource): Promise<void> {
  const translation = new SourceTranslation(engine.numbers);
  try {
    for await (const batch of followed.source.packets) {
      if (engine.closing) return;
      await engine.judge(() => translation.translate(batch), batch.count);
    }
  } catch (error) {
    followed.error = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    followed.ended = true;
  }
}
