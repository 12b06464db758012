import type { Readable, Writable } from 'node:stream';

/**
 * The four network namespaces of a cell, in a row: client, wan (the path emulator), gateway (the tunnel's far end),
 * origin (the servers). Every cell uses the same addresses, so that nothing in a capture tells one cell from another.
 */
export type Place = 'client' | 'wan' | 'gateway' | 'origin';

/** Addresses and interfaces, the same in every cell. */
export const OUTSIDE = { client: '172.31.1.2', gateway: '172.31.1.1', device: 'outer', wanDevices: ['wan-c', 'wan-g'] } as const;
export const INSIDE = { network: '10.50.0.0/24', gateway: '10.50.0.1', origin: '10.50.0.2' } as const;
export const TUNNEL_ADDRESSES = { gateway: '10.8.0.1', client: '10.8.0.2' } as const;

export interface PartOptions {
  /** Name of the part, for its log `<cell folder>/<name>.log` and for messages. */
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  /** 'pipe': the caller writes to `stdin` and reads `stdout`; otherwise both are the null device and the log. */
  readonly talk?: 'pipe';
  /** Negative: before others. The emulator and the capture must not wait for a player. */
  readonly nice?: number;
}

/** A running program in one of the namespaces. */
export interface Part {
  readonly name: string;
  readonly pid: number;
  readonly stdin: Writable | null;
  readonly stdout: Readable | null;
  /** Settles once it ended, by itself or not; never rejects. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** SIGTERM (or `signal`), SIGKILL after 3 s; resolves once it ended. Nothing if it has ended already. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** The last lines of its log, for a message. */
  tail(): string;
}

export interface Cell {
  /** Unique on this machine. */
  readonly name: string;
  /** For logs, keys, profiles and captures of this cell. */
  readonly folder: string;
  /** Name of the namespace of a place, as `ip netns` knows it. */
  namespace(place: Place): string;
  /** Starts a program in a place. @throws TestbedError if it cannot be started */
  start(place: Place, command: readonly string[], options: PartOptions): Part;
  /** Runs a short program to its end. @returns what it wrote on standard output. @throws TestbedError with the command and what it said */
  run(place: Place, command: readonly string[]): Promise<string>;
  /** Ends all that runs in it and removes it; never throws, may be called twice. */
  remove(): Promise<void>;
}
