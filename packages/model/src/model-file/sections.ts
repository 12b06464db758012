import { ModelError } from './model-error.ts';

/** The arrays that a model file can hold. */
export type SectionArray = Uint8Array | Uint16Array | Float32Array | Float64Array;

const ARRAYS = { uint8: Uint8Array, uint16: Uint16Array, float32: Float32Array, float64: Float64Array };
export type SectionKind = keyof typeof ARRAYS;

/** One line of the section table. */
export interface Section {
  readonly name: string;
  readonly type: SectionKind;
  /** Bytes from the start of the first section, a multiple of 8. */
  readonly offset: number;
  /** Elements. */
  readonly length: number;
}

/** Bytes up to the next multiple of 8, so that any typed array can start there. */
export function alignedTo8(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** Lays arrays out one after the other, each from a multiple of 8 bytes. */
export function layOutSections(arrays: ReadonlyMap<string, SectionArray>): { table: Section[]; bytes: number } {
  const table: Section[] = [];
  let offset = 0;
  for (const [name, array] of arrays) {
    table.push({ name, type: kindOf(array), offset, length: array.length });
    offset = alignedTo8(offset + array.byteLength);
  }
  return { table, bytes: offset };
}

function kindOf(array: SectionArray): SectionKind {
  for (const [kind, Kind] of Object.entries(ARRAYS)) if (array instanceof Kind) return kind as SectionKind;
  throw new TypeError('section: expected a Uint8Array, Uint16Array, Float32Array or Float64Array');
}

/** Finds sections by name, as views of the file where its memory is aligned for them, else as copies. */
export class Sections {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #end: number;
  readonly #table: ReadonlyMap<string, Section>;

  /** @param start,end byte offsets of the section area in the file */
  constructor(bytes: Uint8Array, start: number, end: number, table: readonly Section[]) {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#table = new Map(table.map((section) => [section.name, section]));
  }

  /**
   * The section of that name and type.
   * @param length elements it must have, if that is known
   * @throws ModelError if it is missing, of another type or length, not aligned, or outside the section area
   */
  get<Kind extends SectionKind>(name: string, type: Kind, length?: number): InstanceType<(typeof ARRAYS)[Kind]> {
    const section = this.#table.get(name);
    const what = `section ${name}`;
    if (!section) throw new ModelError({ kind: 'corrupt', what, expected: 'a line in the section table', found: 'none' });
    const offset = this.#start + section.offset;
    const fail = (expected: string, found: string) => new ModelError({ kind: 'corrupt', what, expected, found, offset });
    if (section.type !== type) throw fail(type, section.type);
    if (length !== undefined && section.length !== length) throw fail(`${length} elements`, `${section.length}`);
    if (section.offset % 8 !== 0) throw fail('an offset that is a multiple of 8', `${section.offset}`);
    const Kind = ARRAYS[type];
    const bytes = section.length * Kind.BYTES_PER_ELEMENT;
    if (offset + bytes > this.#end) throw fail(`an end at byte ${this.#end} or before`, `${offset + bytes}`);
    const at = this.#bytes.byteOffset + offset;
    if (at % Kind.BYTES_PER_ELEMENT === 0) return new Kind(this.#bytes.buffer as ArrayBuffer, at, section.length) as never;
    return new Kind(this.#bytes.slice(offset, offset + bytes).buffer) as never;
  }

  /** The type of a section, undefined if there is none of that name. */
  typeOf(name: string): SectionKind | undefined {
    return this.#table.get(name)?.type;
  }
}
