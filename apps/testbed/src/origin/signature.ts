import { createHash } from 'node:crypto';

/** Makes addresses as long and as unpredictable as those that real services sign. */
export interface Signer {
  /** Put before the path of a rendition's file: a folder, or nothing. */
  readonly folder: string;
  /** Put after an address: a query, or nothing. */
  query(path: string): string;
}

/** Folders of signed addresses begin with it. */
export const SIGNED_FOLDER = 'k-';

/**
 * Services sign either the folder, so that addresses in a playlist stay short, or each address in its playlist.
 * @param where which of the two
 * @param bytes length of the signature; 0: none
 */
export function signer(seed: number, bytes: number, where: 'folder' | 'query'): Signer {
  // A hash of any length: the same for the same seed and path, so that asking again asks for the same address.
  const signature = (text: string) => createHash('shake256', { outputLength: bytes }).update(`${seed} ${text}`).digest('base64url').slice(0, bytes);
  if (bytes === 0) return { folder: '', query: () => '' };
  return where === 'folder' ? { folder: `${SIGNED_FOLDER}${signature('')}/`, query: () => '' } : { folder: '', query: (path) => `?s=${signature(path)}` };
}
