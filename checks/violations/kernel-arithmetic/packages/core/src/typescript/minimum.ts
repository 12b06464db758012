export const smaller = (a: number, b: number): number =>
  Math.min(a, b);
