/**
 * What state is written to or read from: each method writes the value that it is given and returns it, or returns the one that was
 * written in its place. So a class names its state once, in one method, for both ways.
 */
export interface StateArchive {
  /** Any number, exactly. */
  number(value: number): number;
  flag(value: boolean): boolean;
  text(value: string): string;
  /** What JSON carries unchanged: no NaN, no infinity, no −0, no array of numbers. */
  json<Value>(value: Value): Value;
  doubles(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer>;
  floats(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer>;
  /** A number or none. */
  perhaps(value: number | null): number | null;
}
