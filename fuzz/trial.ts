import { type FailureKind, type FuzzFailure, sortOf, toFailure } from './failure.ts';
import { FuzzInput } from './input.ts';
import { minimise } from './minimise.ts';
import { Random } from './random.ts';
import type { InputCheck, InputMaker } from './target.ts';

/** Inputs between two refreshes of the check's decoders. */
const REFRESH = 1024;
/** The pieces an input comes in are drawn from other random numbers than the input. */
const PIECES_SEED = 0x5eed;

export interface TrialFailure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** Makes inputs of one target and tries them. */
export class Trial {
  readonly #make: InputMaker;
  readonly #check: InputCheck;
  readonly #seed: number;
  readonly #input = new FuzzInput();
  readonly #random = new Random();
  #tried = 0;

  constructor(make: InputMaker, check: InputCheck, seed: number) {
    this.#make = make;
    this.#check = check;
    this.#seed = seed;
  }

  /** The bytes of one input. */
  bytesOf(index: number): Uint8Array {
    this.#random.start(this.#seed, index);
    this.#input.length = 0;
    this.#make(this.#input, this.#random);
    return this.#input.toBytes();
  }

  /** Tries one input. @returns what it did wrong, or null */
  async try(index: number): Promise<TrialFailure | null> {
    if (++this.#tried % REFRESH === 0) await this.#check.refresh();
    this.#random.start(this.#seed, index);
    this.#input.length = 0;
    this.#make(this.#input, this.#random);
    const made = this.#input.length;
    try {
      this.#random.start(this.#seed ^ PIECES_SEED, index);
      const pending = this.#check.check(this.#input, this.#random);
      if (pending) await pending;
      return null;
    } catch (error) {
      const { kind, message } = toFailure(error);
      return { kind, message, index, bytes: this.#input.bytes.slice(0, made) };
    }
  }

  /** Makes a failure's input as small as it can be. `alive` is called before every attempt. */
  async minimise(failure: TrialFailure, alive: () => void): Promise<TrialFailure> {
    let { message } = failure;
    const bytes = await minimise(failure.bytes, async (candidate) => {
      alive();
      const found = await this.tryBytes(candidate, this.#seed ^ PIECES_SEED, failure.index);
      if (!found || sortOf(found) !== sortOf(failure)) return false;
      message = found.message;
      return true;
    });
    return { ...failure, message, bytes };
  }

  /** Tries given bytes, in pieces that two numbers choose. @returns what they did wrong, or null */
  async tryBytes(bytes: Uint8Array, seed: number, index: number): Promise<FuzzFailure | null> {
    this.#input.load(bytes);
    this.#random.start(seed, index);
    try {
      await this.#check.check(this.#input, this.#random);
      return null;
    } catch (error) {
      return toFailure(error);
    }
  }

  /** Tries bytes that once failed: in the pieces they failed in, and in others. */
  async replay(bytes: Uint8Array, index: number): Promise<FuzzFailure | null> {
    for (let other = 0; other < 64; other++) {
      const found = await this.tryBytes(bytes, other === 0 ? this.#seed ^ PIECES_SEED : other, index);
      if (found) return found;
    }
    return null;
  }
}
