export interface Two {
  readonly two: 2;
}
export const two = 2;
