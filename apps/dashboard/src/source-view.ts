/** What the header and its warnings show of where the packets come from. Looked at with each frame. */
export interface SourceView {
  /** File name, interface, or "stdin". */
  readonly name: string;
  readonly kind: 'file' | 'pipe' | 'interface' | 'replay' | 'server';
  /** Stream time per time on the wall; Infinity where the packets alone are the clock. */
  readonly speed: number;
  /** What was lost or odd so far, worst first: dropped packets, skipped records, warnings. Those of 0 are not shown. */
  readonly counters: () => readonly SourceCounter[];
  /** How it stands, in a few words, where that is more than running or ended; `why` for where there is room; `wrong` if it should stand otherwise. */
  readonly standing?: () => { readonly text: string; readonly why?: string; readonly wrong: boolean };
  /** What ended the source too early, in words with the remedy; null while all is well. */
  readonly error: () => string | null;
}

export interface SourceCounter {
  readonly label: string;
  readonly value: number;
}
