import type { Endpoint } from '../batch.ts';
import type { ByteWindow } from '../byte-window.ts';
import type { CaptureDecoder } from '../decoder.ts';
import { CaptureError } from '../errors.ts';
import { type CaptureStatistics, warn } from '../statistics.ts';
import { TextFlows } from '../text-flows.ts';
import { type NetworkStatsColumns, parseHeader } from './header.ts';
import { PacketRows } from './packet-rows.ts';
import { Row } from './row.ts';
import type { RowSink } from './row-sink.ts';
import { SecondRows } from './second-rows.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** 1.5 million packets of one flow in one second. A longer line is taken for something else than a line. */
const LONGEST_LINE = 32 * 1024 * 1024;

/**
 * Decodes a network-stats CSV of either form. The header's names decide which column is which; blank lines mean nothing.
 *
 * A row that has not as many fields as the header, or a value that is none, is fatal: nothing tells which of the rows
 * behind it are right. A row that contradicts itself is kept and counted in a warning. A last line without line end is
 * left out, with a warning, if it is not a whole row.
 */
export class NetworkStatsDecoder implements CaptureDecoder {
  readonly batches: RowSink['batches'];
  readonly #columns: NetworkStatsColumns;
  readonly #file: string;
  readonly #statistics: CaptureStatistics;
  readonly #rows: RowSink;
  readonly #row: Row;
  readonly #flows = new TextFlows();
  #time = 0;
  #first: Endpoint = { address: '', port: 0 };
  #second: Endpoint = this.#first;
  #protocol = 0;
  /** Bytes from the start of the window that are known to hold no line end. */
  #scanned = 0;

  /** @param header the first line, already taken from the window @param file name for errors @param batchSize packets or rows a batch */
  constructor(header: string, file: string, statistics: CaptureStatistics, batchSize: number) {
    this.#columns = parseHeader(header, file);
    this.#file = file;
    this.#statistics = statistics;
    const extended = this.#columns.packetTimes >= 0;
    statistics.resolution = extended ? 'packet' : 'second';
    this.#rows = new (extended ? PacketRows : SecondRows)(this.#columns, statistics, batchSize);
    this.batches = this.#rows.batches;
    this.#row = new Row(this.#columns, file);
  }

  decode(window: ByteWindow): void {
    while (this.batches.ready.length === 0) {
      const found = window.bytes.subarray(window.start + this.#scanned, window.end).indexOf(LINE_FEED);
      if (found < 0) {
        this.#scanned = window.length;
        if (this.#scanned <= LONGEST_LINE) return;
        const place = { file: this.#file, line: this.#row.line + 1, offset: window.offset() };
        throw new CaptureError('corrupt', place, `${this.#scanned} bytes without a line end`, `at most ${LONGEST_LINE}`);
      }
      const end = window.start + this.#scanned + found;
      this.#row.line++;
      if (this.#openLine(window, end)) this.#addRow();
      window.start = end + 1;
      this.#scanned = 0;
    }
  }

  end(window: ByteWindow): void {
    if (window.length === 0) return;
    this.#row.line++;
    this.#addLastRow(window);
    window.start = window.end;
  }

  /** @returns false if the line is blank */
  #openLine(window: ByteWindow, end: number): boolean {
    const { bytes, start } = window;
    const textEnd = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    if (textEnd === start) return false;
    this.#row.bytes = bytes;
    this.#row.base = window.offset(0);
    this.#row.lineStart = start;
    this.#row.lineEnd = textEnd;
    return true;
  }

  #addRow(): void {
    const row = this.#row;
    row.split();
    this.#readPlace();
    const contradiction = this.#rows.read(row);
    this.#place();
    if (contradiction) warn(this.#statistics, contradiction, () => `line ${row.line}: ${contradiction}`);
  }

  #addLastRow(window: ByteWindow): void {
    const row = this.#row;
    if (!this.#openLine(window, window.end)) return;
    if (!this.#isWhole()) {
      warn(this.#statistics, 'last line cut', () => `line ${row.line} (byte ${window.offset()}) is cut after ${window.length} bytes and left out`);
      return;
    }
    this.#place();
    // Packet columns that agree with the counts show that nothing is missing; counts alone do not.
    if (this.#statistics.resolution === 'packet') return;
    warn(this.#statistics, 'last line without end', () => `line ${row.line} has no line end: kept, but its last number may be cut`);
  }

  /** Reads the open line. @returns whether it is a row that does not contradict itself */
  #isWhole(): boolean {
    try {
      this.#row.split();
      this.#readPlace();
      return this.#rows.read(this.#row) === null;
    } catch (error) {
      if (error instanceof CaptureError) return false;
      throw error;
    }
  }

  #readPlace(): void {
    const { ip1, port1, ip2, port2 } = this.#columns;
    const row = this.#row;
    this.#time = row.time();
    this.#first = row.endpoint(ip1, port1);
    this.#second = row.endpoint(ip2, port2);
    this.#protocol = row.protocol();
  }

  /** Adds the row that was read to its flow. */
  #place(): void {
    const flow = this.#flows.number(this.#first, this.#second, this.#protocol);
    if (this.#flows.fresh) {
      this.batches.addFlow(this.#flows.fresh);
      this.#statistics.flows++;
    }
    this.#statistics.records++;
    this.#rows.add(this.#time, flow, this.#flows.fromA);
  }
}
