/** Lines of JSON as objects. Every line says which twin ran, which is the one thing that they may differ in. */
export function linesWithoutEngine(output: string): unknown[] {
  return output.trim().split('\n').map((line) => {
    const { engine: _engine, ...rest } = JSON.parse(line) as Record<string, unknown>;
    return rest;
  });
}
