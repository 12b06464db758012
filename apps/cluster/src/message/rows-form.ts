import type { Flow } from '@tunnelscope/capture/batch';
import { type ByteReader, unzigzag } from './byte-reader.ts';
import { TUNNELS } from './codes.ts';
import { FLOW_BYTES, readFlow } from './flow-form.ts';
import type { PacketRows, RunTunnel, SecondRows } from './message.ts';
import { TIME_LIMIT } from './message.ts';
import { MessageError } from './message-error.ts';

/** The least that a row takes: a time and a size, or a time and four totals. */
const PACKET_BYTES = 2;
const SECOND_BYTES = 5;
const MOST_FLOWS = 2 ** 32 - 1;
const MOST_BYTES = 65_535;

/** Reads the step that RowGroup wrote. @param from epoch ms that times are counted from */
export function readPackets(input: ByteReader, from: number): PacketRows {
  const newFlows = readFlows(input);
  const rows = input.count('a count of packets', PACKET_BYTES);
  const time = new Float64Array(rows);
  const size = new Uint16Array(rows);
  const fromA = new Uint8Array(rows);
  const runs = readRuns(input, rows, (row, end) => {
    let at = from;
    let lastFromA = 0;
    let lastFromB = 0;
    for (let i = row; i < end; i++) {
      const timeAndSide = input.varint('the time of a packet');
      const side = timeAndSide % 2;
      at += unzigzag((timeAndSide - side) / 2);
      checkTime(input, at);
      const difference = unzigzag(input.varint('the size of a packet', 2 * MOST_BYTES));
      const bytes = difference + (side === 1 ? lastFromA : lastFromB);
      if (bytes < 0 || bytes > MOST_BYTES) throw new MessageError(input.offset, `a packet of ${bytes} bytes`, `0 to ${MOST_BYTES}`);
      if (side === 1) lastFromA = bytes;
      else lastFromB = bytes;
      time[i] = at;
      size[i] = bytes;
      fromA[i] = side;
    }
  });
  return { kind: 'packets', newFlows, time, size, fromA, ...runs };
}

/** As `readPackets`, of rows of whole seconds. */
export function readSeconds(input: ByteReader, from: number): SecondRows {
  const newFlows = readFlows(input);
  const rows = input.count('a count of rows', SECOND_BYTES);
  const time = new Float64Array(rows);
  const totals = [0, 1, 2, 3].map(() => new Float64Array(rows));
  const runs = readRuns(input, rows, (row, end) => {
    let at = from;
    for (let i = row; i < end; i++) {
      at += input.signed('the time of a row');
      checkTime(input, at);
      time[i] = at;
      for (const total of totals) total[i] = input.varint('a total');
    }
  });
  const [bytesFromA, bytesFromB, packetsFromA, packetsFromB] = totals as [Float64Array, Float64Array, Float64Array, Float64Array];
  return { kind: 'seconds', newFlows, time, bytesFromA, bytesFromB, packetsFromA, packetsFromB, ...runs };
}

function readFlows(input: ByteReader): Flow[] {
  const flows: Flow[] = [];
  let number = -1;
  for (let left = input.count('a count of flows', FLOW_BYTES); left > 0; left--) {
    number += 1 + input.varint('the number of a flow', MOST_FLOWS);
    checkFlow(input, number);
    flows.push(readFlow(input, number));
  }
  return flows;
}

/** @param read takes the rows of a run */
function readRuns(input: ByteReader, rows: number, read: (row: number, end: number) => void): Pick<PacketRows, 'runFlow' | 'runEnd' | 'tunnels' | 'evictedFlows'> {
  const runs = input.varint('a count of runs', rows);
  const runFlow = new Uint32Array(runs);
  const runEnd = new Uint32Array(runs);
  let number = -1;
  let row = 0;
  for (let run = 0; run < runs; run++) {
    const numberAndMore = input.varint('a flow and whether it has more than one row');
    const more = numberAndMore % 2;
    number += 1 + (numberAndMore - more) / 2;
    checkFlow(input, number);
    const count = 1 + (more === 1 ? 1 + input.varint('a count of rows', rows) : 0);
    if (row + count > rows) throw new MessageError(input.offset, `row ${row + count}`, `${rows} rows`);
    read(row, row + count);
    row += count;
    runFlow[run] = number;
    runEnd[run] = row;
  }
  if (row !== rows) throw new MessageError(input.offset, `${row} rows in the runs`, `${rows} rows`);
  return { runFlow, runEnd, tunnels: readTunnels(input), evictedFlows: readEvicted(input) };
}

function readTunnels(input: ByteReader): RunTunnel[] {
  return Array.from({ length: input.count('a count of labels', 3) }, () => {
    const flow = input.varint('the number of a flow', MOST_FLOWS);
    const after = input.varint('a count of rows');
    const code = input.byte('a tunnel');
    const tunnel = TUNNELS[code];
    if (tunnel === undefined) throw new MessageError(input.offset - 1, `tunnel ${code}`, `0 to ${TUNNELS.length - 1}`);
    return { flow, after, tunnel };
  });
}

function readEvicted(input: ByteReader): number[] {
  return Array.from({ length: input.count('a count of flows that end', 1) }, () => input.varint('the number of a flow', MOST_FLOWS));
}

function checkFlow(input: ByteReader, number: number): void {
  if (number > MOST_FLOWS) throw new MessageError(input.offset, `flow ${number}`, `at most ${MOST_FLOWS}`);
}

function checkTime(input: ByteReader, time: number): void {
  if (!(Math.abs(time) <= TIME_LIMIT)) throw new MessageError(input.offset, `time ${time}`, `at most ${TIME_LIMIT} ms from the epoch`);
}
