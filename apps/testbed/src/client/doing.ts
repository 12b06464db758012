import type { Observation } from './report.ts';

/** What a client does in a recording: warm once it exists, quiet until `begin`. */
export interface Doing {
  begin(): Promise<void>;
  observe(): Promise<Observation>;
  /** Ends it with all of its processes; never throws. */
  close(): Promise<void>;
}

/** An observation of something that plays nothing. */
export const NOTHING: Observation = {
  position: 0,
  buffered: 0,
  startupSeconds: null,
  stalls: 0,
  stallSeconds: 0,
  rung: null,
  rungs: [],
  dropped: 0,
  total: 0,
  errors: [],
  warnings: [],
  requests: [],
};
