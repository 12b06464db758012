import {
  ADDRESS_IPV4, KEY_KIND, KEY_PORTS, REPORT_BYTES, REPORT_PACKETS, REPORT_RECORDS, SKIP_NONE, WARN_FRAGMENT_WITHOUT_FIRST, WARN_PORTS_CUT,
} from '../decoding/codes.ts';
import { addRows } from './columns.ts';
import { numberFlow } from './flow-table.ts';
import { joinFragment, rememberFragment } from './fragments.ts';
import { uint32At } from './input.ts';
import { decodeIp } from './ip.ts';
import { findIp } from './link.ts';
import { addToReport, countSkipped, warn } from './report.ts';
import type { DecoderState } from './state.ts';
import { recogniseTunnel } from './tunnel.ts';

/**
 * Appends the packet that a walker has found, or counts why it is none. The walker has counted its record and made sure of `hasRoom`.
 * @param linkType LINKTYPE_ number
 */
export function addPacket(state: DecoderState, linkType: number): void {
  let reason = findIp(state, linkType);
  if (reason === SKIP_NONE) reason = decodeIp(state);
  if (reason !== SKIP_NONE) {
    countSkipped(state, reason);
    return;
  }
  if (state.portsCut !== 0) warnHere(state, WARN_PORTS_CUT);
  if (state.firstFragment !== 0) rememberFragment(state);
  if (state.laterFragment !== 0 && !joinFragment(state)) warnHere(state, WARN_FRAGMENT_WITHOUT_FIRST);
  readKey(state);
  numberFlow(state);
  recogniseTunnel(state);
  addToReport(state, REPORT_PACKETS, 1);
  addToReport(state, REPORT_BYTES, state.ipSize);
  addRows(state);
}

/** The value of such a warning is the number of its record, counted from 1. */
function warnHere(state: DecoderState, kind: number): void {
  warn(state, kind, state.packetStart, state.report[REPORT_RECORDS]!);
}

function readKey(state: DecoderState): void {
  const key = state.key;
  const kind = state.addressKind;
  const words = kind === ADDRESS_IPV4 ? 1 : 4;
  for (let word = 0; word < words; word++) {
    key[word] = uint32At(state, state.sourceAt + 4 * word);
    key[4 + word] = uint32At(state, state.destinationAt + 4 * word);
  }
  for (let word = words; word < 4; word++) {
    key[word] = 0;
    key[4 + word] = 0;
  }
  key[KEY_PORTS] = (state.sourcePort << 16) | state.destinationPort;
  key[KEY_KIND] = (state.protocol << 16) | (kind << 8) | kind;
}
