import type { Part } from '../namespaces/cell.ts';

export interface RunningTunnel {
  /** The programs of both ends; none without a tunnel. */
  readonly parts: readonly Part[];
  /** Ends both ends; the origin cannot be reached from then on unless there was no tunnel. */
  stop(): Promise<void>;
}

/** Both ends at once: neither shall see the other leave. */
export const tunnelOf = (parts: readonly Part[]): RunningTunnel => ({
  parts,
  stop: async () => {
    await Promise.all(parts.map((part) => part.stop()));
  },
});

/** Both ends stand for machines of their own: they must not wait for a player, or their sockets overflow on a busy machine. */
export const TUNNEL_NICE = -15;
