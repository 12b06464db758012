import type { Engine } from '../kernels.ts';

/**
 * Decodes one capture: bytes are put into a buffer of its own, columns come out, and no object is made for a packet.
 * Everything the two sides exchange stands in `views`; what the numbers mean is in `codes.ts`.
 */
export interface Decoder {
  readonly engine: Engine;
  /** Void after `reserve` and `widen`: take it anew. */
  readonly views: DecoderViews;
  /** Makes the input at least so many bytes long. What is in it stays. */
  reserve(bytes: number): void;
  /** Makes the columns at least so many rows long. What is in them is lost. */
  widen(rows: number): void;
  /**
   * Decodes whole records from input[start, end) until they are used up or something stops it (STOP_…). The columns are
   * filled from their first row on each time unless it stopped for SECTION, INTERFACE, ADDRESS or NEEDS_BYTES:
   * then they are kept and added to, until `take`.
   * @param format FORMAT_…, the same from `reset` to `reset`
   * @returns STOP_…
   */
  decode(format: number, start: number, end: number): number;
  /** The columns have been copied: starts them anew. */
  take(): void;
  /** Forgets the capture: flows, fragments, counts, settings. */
  reset(): void;
}

export interface DecoderOptions {
  /** Rows a batch, ≥ 32. */
  readonly rows: number;
  /** Flows known at once, ≥ 1. When one more comes, one that was not seen lately is forgotten. */
  readonly flows: number;
  /** Bytes of input to begin with. */
  readonly inputBytes: number;
}

/** Typed arrays that decoder and caller share. Columns have `rows` elements. */
export interface DecoderViews {
  readonly input: Uint8Array;
  /** Written by the caller: SETTING_…, and one row of INTERFACE_WORDS for each interface. */
  readonly settings: Int32Array;
  readonly interfaces: Float64Array;
  /** Written by `decode`: REPORT_…, SKIP_…, WARN_…. */
  readonly report: Float64Array;
  readonly skipped: Float64Array;
  readonly warnings: Float64Array;
  readonly warningPlace: Float64Array;
  readonly warningValue: Float64Array;
  /** Packets: whole epoch ms, nanoseconds beyond, IP total length, flow number, 1 = sent by the flow's endpoint a. */
  readonly time: Float64Array;
  readonly nanoseconds: Uint32Array;
  readonly size: Uint16Array;
  readonly flow: Uint32Array;
  readonly fromA: Uint8Array;
  /** Rows of seconds use `time`, `flow` and these. */
  readonly bytesFromA: Float64Array;
  readonly bytesFromB: Float64Array;
  readonly packetsFromA: Float64Array;
  readonly packetsFromB: Float64Array;
  /** Keys of the new flows, KEY_WORDS each; their numbers follow each other, the last is REPORT_FLOWS − 1. */
  readonly newFlowKeys: Uint32Array;
  /** Numbers of flows that were forgotten: they do not come again. */
  readonly evicted: Uint32Array;
  /** Flows whose tunnel was recognised or was another than thought, and TUNNEL_…. */
  readonly tunnelFlow: Uint32Array;
  readonly tunnelKind: Uint8Array;
}
