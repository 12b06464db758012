import type { FlowEnds } from '@tunnelscope/detector/live/flow-line';
import { maskedLine } from './masked-line.ts';

/** Between two looks for an identifier that is not known: anybody may ask for any. */
const APART = 1000; // ms

/** Identifiers as workers have them, and as they are shown: where addresses are masked, theirs is made of the names. */
export class ShownIds {
  readonly #mask: (address: string) => string;
  readonly #masked: boolean;
  #own = new Map<string, string>();
  #shown = new Map<string, string>();
  #lookedAt = -Infinity;

  /** @param mask what is shown in place of an address @param masked whether that is another text */
  constructor(mask: (address: string) => string, masked: boolean) {
    this.#mask = mask;
    this.#masked = masked;
  }

  /** The identifier that workers have; null if no flow is shown by this one. @param flows all that are followed now */
  async ownOf(shown: string, flows: () => Promise<readonly { readonly flow: FlowEnds }[]>): Promise<string | null> {
    if (!this.#masked) return shown;
    const known = this.#own.get(shown);
    if (known !== undefined) return known;
    const now = performance.now();
    if (now - this.#lookedAt >= APART) {
      this.#lookedAt = now;
      this.#learn(await flows());
    }
    return this.#own.get(shown) ?? null;
  }

  /** The identifier that a flow is shown by. */
  shownOf(line: { readonly flow: FlowEnds }): string {
    if (!this.#masked) return line.flow.id;
    return this.#shown.get(line.flow.id) ?? maskedLine(line, this.#mask).flow.id;
  }

  #learn(flows: readonly { readonly flow: FlowEnds }[]): void {
    this.#own = new Map();
    const before = this.#shown;
    this.#shown = new Map();
    for (const line of flows) {
      const shown = before.get(line.flow.id) ?? maskedLine(line, this.#mask).flow.id;
      this.#own.set(shown, line.flow.id);
      this.#shown.set(line.flow.id, shown);
    }
  }
}
