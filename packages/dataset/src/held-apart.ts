import type { Manifest, ManifestCapture } from './manifest.ts';

type Columns = ManifestCapture['columns'];

/** Columns that a manifest may be grouped by where they follow from others, though it has no such column. */
const DERIVED: readonly string[] = ['link'];

/** What captures may be grouped by: the columns of their manifests, and those that follow from others. */
export function columnsOf(manifests: readonly Pick<Manifest, 'captures'>[]): string[] {
  const all = manifests.flatMap(({ captures }) => captures.map(({ columns }) => columns));
  return [...new Set([...all.flatMap(Object.keys), ...DERIVED.filter((column) => all.some((columns) => valueIn(columns, column)))])];
}

/**
 * What a capture has in a column, as groups are held apart by it: a light client asks as the player does whose timing it
 * follows, so the two are one `player`; of recordings, player and delivery are what a provider is, and the testbed is who
 * collected them, whether their manifest says so or not; `link` follows from rate and round trip where it is no column of its own.
 */
export function valueIn(columns: Columns, column: string): string | undefined {
  if (column === 'player') return playerOf(columns);
  if (column === 'provider' && columns.player) return [playerOf(columns), columns.delivery].filter(Boolean).join('+');
  if (column === 'collector' && columns.player) return columns.collector || 'testbed';
  if (column === 'link') return columns.link || linkOf(columns);
  return columns[column];
}

/** The same of captures of which none may have the column: then none has a value, derived or not. */
export function valuesIn(captures: readonly Pick<ManifestCapture, 'columns'>[], column: string): (string | undefined)[] {
  const known = DERIVED.includes(column) || captures.some(({ columns }) => columns[column]);
  return captures.map(({ columns }) => (known ? valueIn(columns, column) : undefined));
}

/** The player whose timing a capture shows. */
export function playerOf({ player }: Columns): string | undefined {
  return player?.replace(/^light-/, '');
}

/** The kind of link by its round trip and rate; undefined where these are not known. */
export function linkOf({ rtt_ms, down_mbit }: Columns): string | undefined {
  if (!rtt_ms || !down_mbit) return undefined;
  if (Number(rtt_ms) >= 500) return 'satellite (500 ms and more)';
  if (Number(down_mbit) < 8) return 'narrow (below 8 Mbit/s)';
  return Number(rtt_ms) >= 150 ? 'far (150 ms and more)' : 'near';
}
