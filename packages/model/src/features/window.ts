/** Packets of one flow in one window, oriented towards the client, ascending in time. */
export interface PacketWindow {
  /**
   * Seconds from the window's start: (whole epoch ms − the flow's first ms) / 1000 − start of the window in seconds.
   * This very arithmetic matters: thresholds such as 0.15 s are compared with differences of these numbers.
   */
  readonly time: Float64Array;
  /** Bytes, IP total length. */
  readonly size: Uint16Array;
  /** 1 = towards the client, 0 = from it. */
  readonly down: Uint8Array;
  /** Length of the window in seconds. */
  readonly seconds: number;
}

/** One flow in one window at one-second resolution: columns with one element a second. */
export interface SecondWindow {
  readonly bytesDown: Float64Array;
  readonly bytesUp: Float64Array;
  readonly packetsDown: Float64Array;
  readonly packetsUp: Float64Array;
}
