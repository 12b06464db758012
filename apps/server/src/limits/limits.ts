/** What one caller, or all of them, may take. */
export interface Limits {
  /** Bytes of a capture, as sent. */
  readonly captureBytes: number;
  /** Bytes of a capture once decompressed. */
  readonly decompressedBytes: number;
  /** Bytes of any other body: series, batches of packets. */
  readonly bodyBytes: number;
  /** Bytes of such bodies that are held at a time, of all requests together. */
  readonly heldBodyBytes: number;
  /** Requests a second of one address (IPv6: of one /64); 0: any number. */
  readonly requestsPerSecond: number;
  /** Captures that are judged at a time. */
  readonly concurrentCaptures: number;
  /** Open connections. */
  readonly connections: number;
  /** Seconds that a body may pause. */
  readonly idleSeconds: number;
  /** Seconds that the header of a request may take. */
  readonly headerSeconds: number;
  /** Seconds that a whole request may take to arrive. */
  readonly requestSeconds: number;
  /** Seconds that accepted requests have to finish when the server ends. */
  readonly shutdownSeconds: number;
}

export const DEFAULT_LIMITS: Limits = {
  captureBytes: 10e9,
  decompressedBytes: 100e9,
  bodyBytes: 8e6,
  heldBodyBytes: 256e6,
  requestsPerSecond: 0,
  concurrentCaptures: 8,
  connections: 10_000,
  idleSeconds: 30,
  headerSeconds: 10,
  requestSeconds: 3600,
  shutdownSeconds: 10,
};
