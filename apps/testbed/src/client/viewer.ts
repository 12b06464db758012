import type { VideoActivity } from '../plan/condition.ts';

/** What a viewer can do to a player. */
export interface Controls {
  seek(by: number): void | Promise<void>;
  pause(): void | Promise<void>;
  resume(): void | Promise<void>;
}

/**
 * Does what the viewer of a condition does, from now on.
 * @param failed told of what a player refused
 * @returns a function that stops it
 */
export function startViewer(viewer: VideoActivity['viewer'], controls: Controls, failed: (error: Error) => void): () => void {
  const timers = viewer.flatMap((action) => {
    const after = (seconds: number, act: () => void | Promise<void>) =>
      setTimeout(() => Promise.resolve().then(act).catch(failed), seconds * 1000);
    return action.does === 'seek'
      ? [after(action.at, () => controls.seek(action.by))]
      : [after(action.at, () => controls.pause()), after(action.at + action.for, () => controls.resume())];
  });
  return () => timers.forEach(clearTimeout);
}
