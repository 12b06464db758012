import type { WindowSample } from '../../flow-record.ts';
import type { StateArchive } from './state-archive.ts';

const NONE = new Float64Array();

/** Writes or reads a window that is judged; it has no features of earlier work. */
export function archiveWindow(state: StateArchive, window: WindowSample | null): WindowSample | null {
  if (!state.flag(window !== null)) return null;
  return {
    start: state.number(window?.start ?? 0),
    seconds: state.number(window?.seconds ?? 0),
    packets: state.number(window?.packets ?? 0),
    bytesDown: state.number(window?.bytesDown ?? 0),
    bytesUp: state.number(window?.bytesUp ?? 0),
    liveness: state.doubles(own(window?.liveness)),
    kind: state.doubles(own(window?.kind)),
    ...polls(state, window),
    seed: null,
  };
}

/** The intervals are divisions of times in seconds: JSON carries them unchanged. */
function polls(state: StateArchive, window: WindowSample | null): Pick<WindowSample, 'pollIntervals'> {
  const pollIntervals = state.json(window?.pollIntervals ?? null);
  return pollIntervals === null ? {} : { pollIntervals };
}

const own = (values: Float64Array | undefined) => (values ?? NONE) as Float64Array<ArrayBuffer>;
