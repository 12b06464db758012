import type { ClientReport, Observation, RequestRecord, Sample } from './report.ts';

/** Gathers a client's observations into its report. */
export class ReportCollector {
  readonly #samples: Sample[] = [];
  readonly #rungs: { at: number; rung: number }[] = [];
  readonly #errors: string[] = [];
  readonly #warnings: string[] = [];
  readonly #requestLog: RequestRecord[] = [];
  #last: Observation | null = null;
  #bytes = 0;

  /** @param at seconds since the recording began */
  add(at: number, observation: Observation): void {
    const { rungs, errors, warnings, requests, startupSeconds: _, ...state } = observation;
    this.#rungs.push(...rungs);
    this.#errors.push(...errors);
    this.#warnings.push(...warnings);
    this.#requestLog.push(...requests);
    for (const { bytes } of requests) this.#bytes += bytes;
    this.#samples.push({ at, ...state, requests: this.#requestLog.length, bytes: this.#bytes });
    this.#last = observation;
  }

  /** How things stood last; undefined: nothing is known yet. */
  latest(): Sample | undefined {
    return this.#samples.at(-1);
  }

  /** @param failure why the client did not reach the end; null: it did */
  report(failure: string | null): ClientReport {
    const last = this.#last;
    return {
      startupSeconds: last?.startupSeconds ?? null,
      stalls: last?.stalls ?? 0,
      stallSeconds: last?.stallSeconds ?? 0,
      dropped: last?.dropped ?? 0,
      total: last?.total ?? 0,
      rungs: this.#rungs,
      errors: this.#errors,
      warnings: this.#warnings,
      requests: this.#requestLog.length,
      bytes: this.#bytes,
      samples: this.#samples,
      requestLog: this.#requestLog,
      failure,
    };
  }
}
