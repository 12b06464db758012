export const cube = (x: number): number =>
  x ** 3;
