import { z } from 'zod';
import { TestbedError } from '../testbed-error.ts';
import { foundText, pathText } from './fault-text.ts';
import type { Random } from './random.ts';

type Path = readonly PropertyKey[];

const oneOf = z.strictObject({ oneOf: z.array(z.json()).min(1) });
const each = z.strictObject({ each: z.array(z.json()).min(1) });
const use = z.strictObject({ use: z.string() });
const between = z
  .strictObject({ between: z.tuple([z.number(), z.number()]), step: z.number().positive().optional(), log: z.boolean().default(false) })
  .refine(({ between: [low, high], log }) => low <= high && (!log || low > 0));

const KINDS = { oneOf, each, use, between } as const;

/** Puts values in the place of choices. One for each group: what it deals out evenly, it deals over all the group's conditions. */
export class Choices {
  readonly #parts: Readonly<Record<string, unknown>>;
  readonly #random: Random;
  readonly #decks = new Map<string, unknown[]>();

  constructor(parts: Readonly<Record<string, unknown>>, random: Random) {
    this.#parts = parts;
    this.#random = random;
  }

  /** Every combination of the `each` in a template, as templates without. @throws TestbedError for an `each` within a choice */
  combinations(node: unknown, path: Path = []): unknown[] {
    const choice = this.#choice(node, path);
    if (choice?.kind === 'use') return this.combinations(this.#part(choice.value, path), path);
    if (choice?.kind === 'each') return choice.value.flatMap((item, i) => this.combinations(item, [...path, 'each', i]));
    if (choice !== null) return [node];
    if (typeof node !== 'object' || node === null) return [node];
    let found: unknown[] = [Array.isArray(node) ? [] : {}];
    for (const [key, value] of Object.entries(node)) {
      const values = this.combinations(value, [...path, Array.isArray(node) ? Number(key) : key]);
      found = found.flatMap((before) => values.map((one) => (Array.isArray(before) ? [...before, one] : { ...(before as object), [key]: one })));
    }
    return found;
  }

  /** @returns the template with a value drawn for each choice @throws TestbedError for a choice that is none */
  draw(node: unknown, path: Path = []): unknown {
    const choice = this.#choice(node, path);
    switch (choice?.kind) {
      case 'use':
        return this.draw(this.#part(choice.value, path), path);
      case 'oneOf':
        return this.draw(this.#dealt(choice.value, path), [...path, 'oneOf']);
      case 'between':
        return this.#between(choice.value);
      case 'each':
        throw new TestbedError(`${pathText(path)}: found each within another choice, expected it outside of them`);
    }
    if (Array.isArray(node)) return node.map((item, i) => this.draw(item, [...path, i]));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, this.draw(value, [...path, key])]));
  }

  #choice(node: unknown, path: Path) {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return null;
    const kind = (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((name) => name in node);
    if (kind === undefined) return null;
    const result = KINDS[kind].safeParse(node);
    if (!result.success) throw new TestbedError(`${pathText(path)}: found ${foundText(node)}, expected {"oneOf": […]}, {"each": […]}, {"use": "…"} or {"between": [low, high], "step": …, "log": …}`);
    if ('use' in result.data) return { kind: 'use', value: result.data.use } as const;
    if ('oneOf' in result.data) return { kind: 'oneOf', value: result.data.oneOf } as const;
    if ('each' in result.data) return { kind: 'each', value: result.data.each } as const;
    return { kind: 'between', value: result.data } as const;
  }

  #part(name: string, path: Path): unknown {
    if (Object.hasOwn(this.#parts, name)) return this.#parts[name];
    throw new TestbedError(`${pathText(path)}.use: found ${JSON.stringify(name)}, expected one of parts: ${Object.keys(this.#parts).join(', ') || '(none)'}`);
  }

  /** Like cards: all are dealt before one comes again. */
  #dealt(items: readonly unknown[], path: Path): unknown {
    const name = `${pathText(path)} ${JSON.stringify(items)}`;
    let deck = this.#decks.get(name) ?? [];
    if (deck.length === 0) deck = this.#random.shuffled(items);
    const item = deck.pop();
    this.#decks.set(name, deck);
    return item;
  }

  #between({ between: [low, high], step, log }: z.infer<typeof between>): number {
    const unit = this.#random.unit();
    const value = log ? low * (high / low) ** unit : low + (high - low) * unit;
    // Without a step three digits say enough.
    const rounded = step === undefined ? Number(value.toPrecision(3)) : Number((Math.round(value / step) * step).toFixed(6));
    return Math.min(high, Math.max(low, rounded));
  }
}
