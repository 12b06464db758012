import type { CaptureBatch } from '@tunnelscope/capture/batch';

/** Packets without their end, with which their flows would end too. @returns them, and when they have ended */
export function held(packets: AsyncIterable<CaptureBatch>): { readonly packets: AsyncIterable<CaptureBatch>; readonly ended: Promise<void> } {
  const ended = Promise.withResolvers<void>();
  return { packets: withoutEnd(packets, ended.resolve), ended: ended.promise };
}

async function* withoutEnd(packets: AsyncIterable<CaptureBatch>, ended: () => void): AsyncGenerator<CaptureBatch, void, undefined> {
  try {
    yield* packets;
  } finally {
    ended();
  }
  await new Promise<void>(() => {});
}
