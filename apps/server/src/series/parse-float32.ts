import { invalid } from './check-series.ts';
import { SERIES_COLUMNS, type Series, type SeriesColumn } from './series.ts';

/**
 * Reads 32-bit IEEE 754 numbers, little-endian, bin after bin: the columns named, in their order, of the first bin, then
 * those of the second.
 * @param columns names with commas between, `bytesDown` if left out @param binSeconds 1 if left out
 * @throws Problem 422
 */
export function seriesFromFloat32(body: Buffer, columns = 'bytesDown', binSeconds = '1'): Series {
  const names = columns.split(',');
  for (const [i, name] of names.entries()) {
    if (!(SERIES_COLUMNS as readonly string[]).includes(name) || names.indexOf(name) !== i) throw invalid('columns', JSON.stringify(columns.slice(0, 100)), `some of ${SERIES_COLUMNS.join(',')}, each once`);
  }
  if (!names.includes('bytesDown')) throw invalid('columns', columns, 'bytesDown among them');
  const row = 4 * names.length;
  if (body.length % row !== 0) throw invalid('body', `${body.length} bytes`, `a multiple of ${row}: ${names.length} of 4 bytes each a bin`);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const of = (name: SeriesColumn): Float64Array | null => {
    const place = names.indexOf(name);
    if (place < 0) return null;
    return Float64Array.from({ length: body.length / row }, (_, bin) => view.getFloat32(bin * row + 4 * place, true));
  };
  return {
    binSeconds: binSeconds.trim() === '' ? Number.NaN : Number(binSeconds),
    start: null,
    bytesDown: of('bytesDown')!,
    bytesUp: of('bytesUp'),
    packetsDown: of('packetsDown'),
    packetsUp: of('packetsUp'),
  };
}
