import { wrongParameter } from './query.ts';

/** A place in a list, as a word that clients hand back unread. */
export function cursorOf(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * @param order what the place belongs to: a cursor of another list, or another order of it, is refused
 * @returns the numbers of a cursor made of the order and so many numbers @throws Problem 422
 */
export function placeOf(cursor: string, order: string, numbers: number): number[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.length === 1 + numbers && place[0] === order && place.slice(1).every(Number.isFinite)) return place.slice(1) as number[];
  } catch {
    // Falls through: it is none of ours.
  }
  throw wrongParameter('cursor', JSON.stringify(cursor.slice(0, 80)), 'the nextCursor of an answer to the same request');
}
