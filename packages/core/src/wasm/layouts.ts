import type { FftPlan, WelchTables } from '../tables.ts';
import type { Arena } from './arena.ts';

/** Fields of WelchTables in assembly/welch.ts. */
export function layOutTables(arena: Arena, tables: WelchTables): number {
  const windowByte = arena.place(tables.window);
  const planByte = layOutPlan(arena, tables.plan);
  return arena.placeFields(windowByte, planByte);
}

/** Fields of FftPlan in assembly/fft.ts. */
function layOutPlan(arena: Arena, { length, space, radices, roots, chirp }: FftPlan): number {
  const radicesByte = arena.place(radices);
  const rootsByte = arena.place(roots);
  const chirpBytes =
    chirp === undefined ? [0, 0, 0] : [arena.place(chirp.wave), arena.place(chirp.spectrum), layOutPlan(arena, chirp.inner)];
  return arena.placeFields(length, space, radices.length, roots.length, radicesByte, rootsByte, ...chirpBytes);
}

/** Fields of FftBuffers in assembly/fft.ts: vectors of two doubles. */
export function layOutBuffers(arena: Arena, space: number): number {
  const bytes = 16 * space;
  return arena.placeFields(space, arena.room(bytes), arena.room(bytes), arena.room(bytes), arena.room(bytes));
}

/** Fields of PeakColumns in assembly/peaks.ts. */
export function layOutPeaks(arena: Arena, most: number) {
  const indexByte = arena.room(4 * most);
  const leftEdgeByte = arena.room(4 * most);
  const rightEdgeByte = arena.room(4 * most);
  const leftBaseByte = arena.room(4 * most);
  const rightBaseByte = arena.room(4 * most);
  const heightByte = arena.room(8 * most);
  const prominenceByte = arena.room(8 * most);
  const keepByte = arena.room(most);
  const higherByte = arena.room(4 * most);
  const valleyFirstByte = arena.room(4 * (most + 1));
  const valleyLastByte = arena.room(4 * (most + 1));
  const orderByte = arena.room(4 * most);
  const orderWorkByte = arena.room(4 * most);
  const columnsByte = arena.placeFields(
    most, indexByte, leftEdgeByte, rightEdgeByte, leftBaseByte, rightBaseByte, heightByte, prominenceByte,
    keepByte, higherByte, valleyFirstByte, valleyLastByte, orderByte, orderWorkByte,
  );
  return { columnsByte, indexByte, leftEdgeByte, rightEdgeByte, leftBaseByte, rightBaseByte, heightByte, prominenceByte };
}
