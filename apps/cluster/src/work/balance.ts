/** What a worker sees when it asks what it should work on. */
export interface BalanceView {
  /** This worker's name, and those of all that share the partitions evenly, itself included. */
  readonly name: string;
  readonly workers: readonly string[];
  readonly partitions: number;
  /** What this worker has, in the order in which it took them. */
  readonly mine: readonly number[];
  /** What nobody has, and this worker may take. */
  readonly free: readonly number[];
  /** Of these, what nobody has taken for a while though it could. */
  readonly left: readonly number[];
}

export interface Balance {
  readonly take: readonly number[];
  /** To be handed over to others. */
  readonly give: readonly number[];
}

/**
 * What one worker should do so that all have equally many partitions, or one more. Every worker finds its own part: the shares
 * of all add up, so no worker needs to know what another one has.
 */
export function balance({ name, workers, partitions, mine, free, left }: BalanceView): Balance {
  const share = fairShare(name, workers, partitions);
  if (mine.length > share) return { take: [], give: mine.slice(0, mine.length - share) };
  const take = spread(name, free).slice(0, share - mine.length);
  if (take.length > 0 || left.length === 0) return { take, give: [] };
  // Whose share it is cannot take it, as where it is of an older version. What was taken last is given last, so another one is given in turn.
  return { take: spread(name, left).slice(0, 1), give: [] };
}

/** @returns how many partitions a worker should have: the first by name get what is left over */
export function fairShare(name: string, workers: readonly string[], partitions: number): number {
  const rank = workers.filter((other) => other < name).length;
  const count = Math.max(1, workers.length);
  return Math.floor(partitions / count) + (rank < partitions % count ? 1 : 0);
}

/** Each worker begins elsewhere, so that not all ask for the same one at the same time. */
function spread(name: string, free: readonly number[]): number[] {
  if (free.length === 0) return [];
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) >>> 0;
  const from = sum % free.length;
  return [...free.slice(from), ...free.slice(0, from)];
}
