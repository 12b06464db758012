import { Problem } from '../problem/problem.ts';
import { LARGEST_COUNT, MOST_BINS_PER_SECOND, MOST_SECONDS, SERIES_COLUMNS, type Series } from './series.ts';

/** @returns bins in a second @throws Problem 422 naming the column and the bin that cannot be */
export function checkSeries(series: Series): number {
  const { binSeconds, bytesDown } = series;
  const perSecond = Math.round(1 / binSeconds);
  if (!(perSecond >= 1 && perSecond <= MOST_BINS_PER_SECOND && Math.abs(perSecond * binSeconds - 1) < 1e-6)) {
    throw invalid('binSeconds', `${binSeconds}`, `1 or 1/n for a whole n up to ${MOST_BINS_PER_SECOND}, such as 0.2`);
  }
  if (bytesDown.length === 0 || bytesDown.length > MOST_SECONDS * perSecond) throw invalid('bytesDown', `${bytesDown.length} bins`, `1 to ${MOST_SECONDS * perSecond}`);
  for (const name of SERIES_COLUMNS) {
    const column = series[name];
    if (column === null) continue;
    if (column.length !== bytesDown.length) throw invalid(name, `${column.length} bins`, `${bytesDown.length} as bytesDown has`);
    for (let i = 0; i < column.length; i++) {
      const value = column[i]!;
      if (!(value >= 0 && value <= LARGEST_COUNT)) throw invalid(`${name}[${i}]`, `${value}`, `a number from 0 to ${LARGEST_COUNT}`);
    }
  }
  return perSecond;
}

export function invalid(field: string, found: string, expected: string): Problem {
  return new Problem(422, 'series', 'The series cannot be judged', `${field}: found ${found}, expected ${expected}`, { members: { field, found, expected } });
}
