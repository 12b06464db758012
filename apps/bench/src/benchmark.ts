import type { Kernels } from '@tunnelscope/core/kernels';
import type { Subject } from './measure/subject.ts';
import type { Peer } from './peers/peer.ts';

/** One line of the report. */
export interface Benchmark {
  /** Heading that it stands under. */
  readonly group: string;
  readonly name: string;
  /** Whether the kernels take part; if not, there is nothing to compare and it runs once a round. */
  readonly twins: boolean;
  /** The least times the CPU time of WASM that the TypeScript twin is to take; absent where there is no target. */
  readonly twinTarget?: number;
  /** The most milliseconds of wall time that a run with WASM is to take. */
  readonly wallTarget?: number;
  /** The least of its work that a second of CPU time is to handle, with WASM. */
  readonly rateTarget?: number;
  /** Why its own target is missed where it is, as far as a profile told. */
  readonly missed?: string;
  /** What one run handles, for a rate; absent where a rate says nothing. */
  readonly work?: { readonly amount: number; readonly unit: string };
  /** Makes the input, which is the same in every run of the program and for both twins. Not measured. */
  prepare(): Promise<(kernels: Kernels) => Subject>;
  /** Takes so long that --quick leaves it out, unless --only names it. */
  readonly slow?: boolean;
  /** What of a result the twins and all runs must agree in; all of it if absent. */
  readonly comparable?: (result: unknown) => unknown;
  /** What else a result tells, a line each under the benchmark. */
  readonly facts?: (result: unknown) => readonly string[];
  /** Other programs that do such work, called once `prepare` is done. With --peers they run in turn with the twins. */
  peers?(): readonly Peer[];
}
