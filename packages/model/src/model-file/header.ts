import type { Resolution, TrainingSummary } from '../model.ts';
import { VERDICT_CLASSES, type VerdictClass } from '../outcome.ts';
import type { VerdictRule } from '../verdict-rule.ts';
import { ModelError } from './model-error.ts';
import type { Section, SectionKind } from './sections.ts';

/** The part of a model file that is JSON. */
export interface Header {
  readonly name: string;
  readonly seed: number;
  readonly training: TrainingSummary;
  readonly parts: readonly PartHeader[];
  readonly sections: readonly Section[];
}

interface PartHeader {
  readonly resolution: Resolution;
  readonly windowSeconds: number;
  readonly kind: StageHeader;
  readonly liveness: StageHeader;
  readonly rule: VerdictRule;
}

export interface StageHeader {
  readonly features: readonly string[];
  readonly schemaHash: string;
  readonly classes: readonly string[];
  readonly trees: number;
}

/** @throws ModelError (corrupt) naming the field that is missing or of the wrong type */
export function parseHeader(text: string, offset: number): Header {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ModelError({ kind: 'corrupt', what: 'header', expected: 'JSON', found: (error as Error).message, offset });
  }
  const header = new Field(json, 'header', offset);
  return {
    name: header.get('name').string(),
    seed: header.get('seed').integer(),
    training: parseTraining(header.get('training')),
    parts: header.get('parts').list(parsePart),
    sections: header.get('sections').list((section) => ({
      name: section.get('name').string(),
      type: section.get('type').oneOf<SectionKind>(['uint8', 'uint16', 'float32', 'float64']),
      offset: section.get('offset').integer(),
      length: section.get('length').integer(),
    })),
  };
}

function parseTraining(training: Field): TrainingSummary {
  return {
    trainer: training.get('trainer').string(),
    manifests: training.get('manifests').list((manifest) => ({
      name: manifest.get('name').string(),
      sha256: manifest.get('sha256').string(),
    })),
    captures: training.get('captures').integer(),
    windows: training.get('windows').integer(),
    groups: training.get('groups').integer(),
  };
}

function parsePart(part: Field): PartHeader {
  return {
    resolution: part.get('resolution').oneOf<Resolution>(['packet', 'second']),
    windowSeconds: part.get('windowSeconds').positive(),
    kind: parseStage(part.get('kind')),
    liveness: parseStage(part.get('liveness')),
    rule: { least: parseClasses(part.get('rule').get('least')), risk: parseClasses(part.get('rule').get('risk')) },
  };
}

/** One number for each class of a verdict. */
function parseClasses(numbers: Field): Record<VerdictClass, number> {
  return Object.fromEntries(VERDICT_CLASSES.map((name) => [name, numbers.get(name).notNegative()])) as Record<VerdictClass, number>;
}

function parseStage(stage: Field): StageHeader {
  return {
    features: stage.get('features').list((name) => name.string()),
    schemaHash: stage.get('schemaHash').string(),
    classes: stage.get('classes').list((name) => name.string()),
    trees: stage.get('trees').integer(),
  };
}

/** A value of the header and the way to it, to name what is wrong. */
class Field {
  readonly #value: unknown;
  readonly #path: string;
  readonly #offset: number;

  constructor(value: unknown, path: string, offset: number) {
    this.#value = value;
    this.#path = path;
    this.#offset = offset;
  }

  get(key: string): Field {
    const value = this.#value;
    if (typeof value !== 'object' || value === null) throw this.#wrong('an object');
    return new Field((value as Record<string, unknown>)[key], `${this.#path}.${key}`, this.#offset);
  }

  list<Item>(parse: (item: Field) => Item): Item[] {
    if (!Array.isArray(this.#value)) throw this.#wrong('an array');
    return this.#value.map((item, index) => parse(new Field(item, `${this.#path}[${index}]`, this.#offset)));
  }

  string(): string {
    if (typeof this.#value !== 'string') throw this.#wrong('a string');
    return this.#value;
  }

  oneOf<Word extends string>(words: readonly Word[]): Word {
    const word = words.find((candidate) => candidate === this.#value);
    if (word === undefined) throw this.#wrong(words.join(' or '));
    return word;
  }

  /** An integer of 0 … 2^53 − 1. */
  integer(): number {
    if (!Number.isSafeInteger(this.#value) || (this.#value as number) < 0) throw this.#wrong('an integer ≥ 0');
    return this.#value as number;
  }

  notNegative(): number {
    if (typeof this.#value !== 'number' || !(this.#value >= 0)) throw this.#wrong('a number ≥ 0');
    return this.#value;
  }

  positive(): number {
    if (typeof this.#value !== 'number' || !(this.#value > 0)) throw this.#wrong('a number above 0');
    return this.#value;
  }

  #wrong(expected: string): ModelError {
    const found = JSON.stringify(this.#value)?.slice(0, 80) ?? 'nothing';
    return new ModelError({ kind: 'corrupt', what: this.#path, expected, found, offset: this.#offset });
  }
}
