import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';

/** Something that is fuzzed: how its inputs are made, and what every one of them must not do. */
export interface Target {
  readonly name: string;
  /** Inputs tried by `npm test`. */
  readonly inputs: number;
  /** Reads what inputs are made from. */
  prepare(): InputMaker;
  /** Makes ready what the inputs are tried on. */
  open(): Promise<InputCheck>;
}

/** Makes one input, the same one from the same random numbers. */
export type InputMaker = (input: FuzzInput, random: Random) => void;

export interface InputCheck {
  /** Tries one input; random numbers say in which pieces it comes. @throws FuzzFailure */
  check(input: FuzzInput, random: Random): void | Promise<void>;
  /** Called now and then: brings in decoders that have seen nothing yet. */
  refresh(): Promise<void>;
}
