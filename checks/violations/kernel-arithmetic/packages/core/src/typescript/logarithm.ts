/** Not Math.exp, which a comment may mention. */
export function entropy(p: number): number {
  const root = Math.sqrt(Math.fround(p)) + Math.trunc(p);
  return root - p * Math.log(p);
}
