/**
 * The samples that a column of a picture shows: one or more where there are more samples than columns, the same as its
 * neighbours' where there are fewer.
 * @returns from, inclusive, and to, exclusive
 */
export function samplesOf(column: number, columns: number, samples: number): { readonly from: number; readonly to: number } {
  const from = Math.floor((column * samples) / columns);
  return { from, to: Math.max(from + 1, Math.floor(((column + 1) * samples) / columns)) };
}

/** The largest sample of each column, so that no peak is lost; NaN where a column has no number. */
export function columnMaxima(values: ArrayLike<number>, columns: number): Float64Array {
  const maxima = new Float64Array(columns).fill(Number.NaN);
  if (values.length === 0) return maxima;
  for (let column = 0; column < columns; column++) {
    const { from, to } = samplesOf(column, columns, values.length);
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      if (Number.isFinite(value) && !(value <= maxima[column]!)) maxima[column] = value;
    }
  }
  return maxima;
}

/** First and last column that show a sample. */
export function columnsOf(sample: number, columns: number, samples: number): { readonly first: number; readonly last: number } {
  const shows = (column: number) => {
    const { from, to } = samplesOf(column, columns, samples);
    return from <= sample && sample < to;
  };
  let first = Math.min(columns - 1, Math.max(0, Math.floor((sample * columns) / samples)));
  while (first > 0 && shows(first - 1)) first--;
  while (first < columns - 1 && !shows(first)) first++;
  let last = first;
  while (last < columns - 1 && shows(last + 1)) last++;
  return { first, last };
}
