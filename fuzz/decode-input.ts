import { CaptureError } from '../packages/capture/src/errors.ts';
import type { FormatHost } from '../packages/capture/src/format-host.ts';
import { packetWarning } from '../packages/capture/src/packet-warning.ts';
import * as codes from '../packages/core/src/decoding/codes.ts';
import type { Chunks } from './chunks.ts';
import { compareColumns } from './compare-views.ts';
import { FuzzFailure } from './failure.ts';
import type { FuzzInput } from './input.ts';
import type { Lockstep } from './lockstep.ts';
import type { Outcome } from './outcome.ts';

/** More rows than any input can ask for at once: every packet takes a byte. */
const MOST_ROWS = 65_536;

/**
 * Decodes one input from its first byte to its end or first fault, as a reader does, and fills `outcome`.
 * @throws FuzzFailure if something happens that no input may cause
 */
export function decodeInput(lockstep: Lockstep, host: FormatHost, input: FuzzInput, chunks: Chunks, outcome: Outcome): void {
  lockstep.reset();
  outcome.clear();
  let error: CaptureError | null = null;
  try {
    error = begin(lockstep, host, input, chunks) ? decodeRecords(lockstep, host, input, chunks, outcome) : host.end(lockstep);
  } catch (thrown) {
    if (!(thrown instanceof CaptureError)) throw thrown;
    error = thrown;
  }
  collect(lockstep, outcome, isSeconds(lockstep, host));
  if (error && (error.file === '' || (error.offset === undefined && error.line === undefined))) throw new FuzzFailure('inconsistent', `an error without its place: ${error.message}`);
  lockstep.checkInput(input);
  const position = lockstep.offset();
  outcome.finish(lockstep.decoder.views, position, error?.message ?? null);
  outcome.check(host.format, isSeconds(lockstep, host));
}

/** @returns whether what stands before the first record is read; otherwise the input ends within it */
function begin(lockstep: Lockstep, host: FormatHost, input: FuzzInput, chunks: Chunks): boolean {
  let begun = false;
  for (;;) {
    lockstep.host(() => {
      begun = host.begin(lockstep);
    }, host);
    if (begun || !lockstep.feed(input, chunks)) return begun;
  }
}

function decodeRecords(lockstep: Lockstep, host: FormatHost, input: FuzzInput, chunks: Chunks, outcome: Outcome): CaptureError | null {
  const { format } = host;
  const seconds = isSeconds(lockstep, host);
  const mostCalls = 64 + 4 * input.length;
  let last = false;
  for (let calls = 0; calls < mostCalls; calls++) {
    const before = lockstep.start;
    const stop = lockstep.decode(format);
    noteWarnings(lockstep, host, outcome);
    const { report } = lockstep.decoder.views;
    switch (stop) {
      case codes.STOP_NEEDS_BYTES: {
        const waiting = lockstep.end - lockstep.start;
        if (!(report[codes.REPORT_NEED]! > waiting) && !last) throw new FuzzFailure('inconsistent', `${report[codes.REPORT_NEED]} bytes needed where ${waiting} wait`);
        if (chunks.take()) collect(lockstep, outcome, seconds);
        if (lockstep.feed(input, chunks)) break;
        if (last) return host.end(lockstep);
        last = true;
        lockstep.set(codes.SETTING_LAST, 1);
        break;
      }
      case codes.STOP_COLUMNS_FULL:
        if (report[codes.REPORT_ROWS]! + report[codes.REPORT_NEW_FLOWS]! + report[codes.REPORT_EVICTED]! + report[codes.REPORT_TUNNELS]! === 0) {
          throw new FuzzFailure('inconsistent', 'columns are full of nothing');
        }
        collect(lockstep, outcome, seconds, chunks.takeFull());
        break;
      case codes.STOP_LONG_ROW: {
        const need = report[codes.REPORT_NEED]!;
        if (!(need > lockstep.decoder.views.time.length && need <= MOST_ROWS)) throw new FuzzFailure('inconsistent', `${need} rows are needed of ${lockstep.decoder.views.time.length}`);
        collect(lockstep, outcome, seconds);
        lockstep.widen(need);
        break;
      }
      case codes.STOP_SECTION:
      case codes.STOP_INTERFACE:
      case codes.STOP_ADDRESS:
        lockstep.host(() => host.resume(stop, lockstep), host);
        if (stop !== codes.STOP_ADDRESS && lockstep.start <= before) throw new FuzzFailure('inconsistent', `the host stays at ${before} after stop ${stop}`);
        break;
      case codes.STOP_FAULT:
        return host.fault(lockstep);
      default:
        throw new FuzzFailure('inconsistent', `stop ${stop}`);
    }
  }
  throw new FuzzFailure('hangs', `no end after ${mostCalls} calls`);
}

/** Takes the columns, after comparing them. @param take false where they start anew by themselves */
function collect(lockstep: Lockstep, outcome: Outcome, seconds: boolean, take = true): void {
  const { views } = lockstep.decoder;
  for (const other of lockstep.others) compareColumns(other.views, views, seconds);
  outcome.digest.add(views, seconds);
  if (take) lockstep.take();
}

function isSeconds(lockstep: Lockstep, host: FormatHost): boolean {
  return host.format === codes.FORMAT_NETWORK_STATS && lockstep.decoder.views.settings[codes.SETTING_EXTENDED] === 0;
}

/** Puts the first warning of each kind in words, as a reader does. */
function noteWarnings(lockstep: Lockstep, host: FormatHost, outcome: Outcome): void {
  const { warnings, warningPlace, warningValue } = lockstep.decoder.views;
  for (let kind = 0; kind < codes.WARNINGS; kind++) {
    if (warnings[kind] === 0 || outcome.warned[kind] !== undefined) continue;
    const place = warningPlace[kind]!;
    const value = warningValue[kind]!;
    outcome.warned[kind] = packetWarning(kind, lockstep.offset(place), value) ?? host.warning(kind, place, value, lockstep);
  }
}
