import { isDeepStrictEqual } from 'node:util';
import { pathText } from './fault-text.ts';

/** @returns the path of the first difference between two JSON documents; null: they are equal */
export function differenceOf(one: unknown, other: unknown, path: readonly PropertyKey[] = []): string | null {
  if (isDeepStrictEqual(one, other)) return null;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return pathText(path);
  const [mine, theirs] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const key = [...Object.keys(mine), ...Object.keys(theirs)].find((name) => !isDeepStrictEqual(mine[name], theirs[name]))!;
  return differenceOf(mine[key], theirs[key], [...path, Array.isArray(one) ? Number(key) : key]);
}
