/** A part of a pane. */
export interface Block {
  /** Lines that it needs to make sense, and the most that it can use. */
  readonly least: number;
  readonly most: number;
  /** @returns `height` lines, each exactly `width` columns wide */
  readonly draw: (width: number, height: number) => readonly string[];
}

/** Blocks side by side. */
export interface Shelf {
  readonly blocks: readonly Block[];
  /** Those with small numbers stay where there is not room for all. */
  readonly rank: number;
}

/** Columns between blocks side by side. */
export const GAP = 2;

/** Lines that each shelf gets, 0 for one that is left out: first what it needs, in order of rank, then in turn one more for each. */
export function share(shelves: readonly Shelf[], height: number): number[] {
  const shares = shelves.map(() => 0);
  let left = height;
  const byRank = shelves.map((_, i) => i).sort((x, y) => shelves[x]!.rank - shelves[y]!.rank);
  for (const i of byRank) {
    const least = Math.max(...shelves[i]!.blocks.map((block) => block.least));
    // What is less important does not take the place of what is more: that would jump about as texts grow.
    if (least > left) break;
    shares[i] = least;
    left -= least;
  }
  const wants = (i: number) => shares[i]! > 0 && shares[i]! < Math.max(...shelves[i]!.blocks.map(({ most }) => most));
  while (left > 0 && byRank.some(wants)) {
    for (const i of byRank) {
      if (left === 0 || !wants(i)) continue;
      shares[i]!++;
      left--;
    }
  }
  return shares;
}

/** Stacks shelves in a pane. @returns `height` lines, each exactly `width` columns wide */
export function stack(shelves: readonly Shelf[], width: number, height: number): string[] {
  const lines: string[] = [];
  for (const [i, lent] of share(shelves, height).entries()) {
    if (lent === 0) continue;
    const { blocks } = shelves[i]!;
    const each = Math.floor((width - GAP * (blocks.length - 1)) / blocks.length);
    const drawn = blocks.map(({ draw }, number) => draw(number < blocks.length - 1 ? each : width - (each + GAP) * number, lent));
    for (let row = 0; row < lent; row++) lines.push(drawn.map((part) => part[row] ?? '').join(' '.repeat(GAP)));
  }
  while (lines.length < height) lines.push(' '.repeat(Math.max(0, width)));
  return lines;
}
