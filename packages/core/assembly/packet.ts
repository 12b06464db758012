import {
  ADDRESS_IPV4, KEY_KIND, KEY_PORTS, KEY_WORDS, REPORT_BYTES, REPORT_PACKETS, REPORT_RECORDS, REPORTS, SKIP_NONE, WARN_FRAGMENT_WITHOUT_FIRST,
  WARN_PORTS_CUT,
} from "../src/decoding/codes";
import { read, write } from "./arrays";
import { addRows } from "./columns";
import { numberFlow } from "./flow-table";
import { joinFragment, rememberFragment } from "./fragments";
import { uint32At } from "./input";
import { decodeIp } from "./ip";
import { findIp } from "./link";
import { addPlainPacket } from "./plain-packet";
import { addToReport, countSkipped, warn } from "./report";
import { state } from "./state";
import { recogniseTunnel } from "./tunnel";

const ETHERNET = 1;

export function addPacket(linkType: i32): void {
  if (linkType == ETHERNET && addPlainPacket()) return;
  let reason = findIp(linkType);
  if (reason == SKIP_NONE) reason = decodeIp();
  if (reason != SKIP_NONE) {
    countSkipped(reason);
    return;
  }
  if (state.portsCut != 0) warnHere(WARN_PORTS_CUT);
  if (state.firstFragment != 0) rememberFragment();
  if (state.laterFragment != 0 && !joinFragment()) warnHere(WARN_FRAGMENT_WITHOUT_FIRST);
  readKey();
  numberFlow();
  recogniseTunnel();
  addToReport(REPORT_PACKETS, 1);
  addToReport(REPORT_BYTES, <f64>state.ipSize);
  addRows();
}

function warnHere(kind: i32): void {
  warn(kind, <f64>state.packetStart, read<f64>(state.report, REPORT_RECORDS, REPORTS));
}

// @ts-ignore: decorator
@inline
function readKey(): void {
  const key = state.key;
  const kind = state.addressKind;
  const words = kind == ADDRESS_IPV4 ? 1 : 4;
  for (let word = 0; word < words; word++) {
    write<u32>(key, word, KEY_WORDS, uint32At(state.sourceAt + 4 * word));
    write<u32>(key, 4 + word, KEY_WORDS, uint32At(state.destinationAt + 4 * word));
  }
  for (let word = words; word < 4; word++) {
    write<u32>(key, word, KEY_WORDS, 0);
    write<u32>(key, 4 + word, KEY_WORDS, 0);
  }
  write<u32>(key, KEY_PORTS, KEY_WORDS, (state.sourcePort << 16) | state.destinationPort);
  write<u32>(key, KEY_KIND, KEY_WORDS, (state.protocol << 16) | (kind << 8) | kind);
}
