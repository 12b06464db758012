/** What a worker has done. */
export interface WorkSummary {
  readonly messages: number;
  readonly events: number;
  readonly refused: number;
}

export const NOTHING_DONE: WorkSummary = { messages: 0, events: 0, refused: 0 };

export function addUp(a: WorkSummary, b: WorkSummary): WorkSummary {
  return { messages: a.messages + b.messages, events: a.events + b.events, refused: a.refused + b.refused };
}
