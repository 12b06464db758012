import { createHash } from 'node:crypto';
import type { Condition } from '../plan/condition.ts';

/** Makes addresses as long and as unpredictable as those that real services sign. */
export interface Signer {
  /** Put before the path of a rendition's file: a folder, or nothing. */
  readonly folder: string;
  /** Put after an address: a query, or nothing. */
  query(path: string): string;
}

/** Folders of signed addresses begin with it. */
export const SIGNED_FOLDER = 'k-';

/** Where a signature stands: in the folder of all media, so that addresses in a playlist stay short, or in the query of each address. */
type SignedPlace = 'folder' | 'query';

/** How the origin of a condition signs its media addresses; null: it does not. Long playlists are signed by their folder, or each would weigh as much as pictures. */
export function signedPlaceOf({ activity, origin, seed }: Pick<Condition, 'activity' | 'origin' | 'seed'>): SignedPlace | null {
  if (origin.signatureBytes === 0 || (activity.kind !== 'video' && activity.kind !== 'audio')) return null;
  const short = activity.live && !(activity.kind === 'video' && activity.behindSeconds > 0);
  return short && seed % 2 === 0 ? 'query' : 'folder';
}

export function signerOf(condition: Pick<Condition, 'activity' | 'origin' | 'seed'>): Signer {
  const place = signedPlaceOf(condition);
  return place === null ? UNSIGNED : signer(condition.seed, condition.origin.signatureBytes, place);
}

const UNSIGNED: Signer = { folder: '', query: () => '' };

/** Both places make requests equally long. @param bytes length of the signature, above 0 */
export function signer(seed: number, bytes: number, place: SignedPlace): Signer {
  // A hash of any length: the same for the same seed and path, so that asking again asks for the same address.
  const signature = (text: string) => createHash('shake256', { outputLength: bytes }).update(`${seed} ${text}`).digest('base64url').slice(0, bytes);
  return place === 'folder' ? { folder: `${SIGNED_FOLDER}${signature('')}/`, query: () => '' } : { folder: '', query: (path) => `?s=${signature(path)}` };
}
