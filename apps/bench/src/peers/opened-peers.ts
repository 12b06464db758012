import { isOpen, type OpenPeer, type Peer } from './peer.ts';

/** A peer, and either what runs or why nothing does. */
export interface OpenedPeer {
  readonly peer: Peer;
  readonly open: OpenPeer | null;
  /** Why it is left out: not installed, failed, or its result is not ours. Null if it runs. */
  readonly skipped: string | null;
}

/**
 * Opens each peer and lets it run once, so that its result can be compared with ours. What does not work is left out, with
 * a word: a library of another version must not end the whole run.
 */
export async function openPeers(peers: readonly Peer[], ours: unknown): Promise<readonly OpenedPeer[]> {
  const opened: OpenedPeer[] = [];
  for (const peer of peers) opened.push(await openOne(peer, ours));
  return opened;
}

async function openOne(peer: Peer, ours: unknown): Promise<OpenedPeer> {
  let open: OpenPeer | null = null;
  try {
    const found = await peer.open();
    if (!isOpen(found)) return { peer, open: null, skipped: found.missing };
    open = found;
    if (open.findDisagreement) {
      await open.subject(1);
      const disagreement = await open.findDisagreement(ours);
      if (disagreement !== null) throw new Error(`its result is not ours: ${disagreement}`);
    }
    return { peer, open, skipped: null };
  } catch (error) {
    open?.close?.();
    return { peer, open: null, skipped: `failed: ${error instanceof Error ? error.message : error}` };
  }
}
