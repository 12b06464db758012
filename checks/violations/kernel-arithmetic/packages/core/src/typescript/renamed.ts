const { exp } = Math;
export const grow = (x: number): number => exp(x);
