const BLOCKS = ' ▁▂▃▄▅▆▇█';

/** A series as a line of text, a character for each value. */
export function drawn(series: Float64Array): string {
  const most = series.reduce((a, b) => Math.max(a, b), 0) || 1;
  return Array.from(series, (value) => BLOCKS[Math.round((8 * value) / most)]).join('');
}
