import {
  ADDRESS_IPV4, ENTRY_LOOKED, ENTRY_NUMBER, ENTRY_RECENT, ENTRY_WORDS, KEY_KIND, KEY_PORTS, REPORT_BYTES, REPORT_PACKETS,
} from "../src/decoding/codes";
import { read, write } from "./arrays";
import { addRow } from "./columns";
import { mix } from "./flow-hash";
import { byteAt, uint16At, uint32At } from "./input";
import { TCP, UDP } from "./ports";
import { addToReport } from "./report";
import { state } from "./state";
import { recogniseTunnel } from "./tunnel";
import { MOST_LOOKS } from "./tunnel-memory";

const ETHERNET = 14;
/** Ethernet, the shortest IPv4 header, both ports. */
const LEAST = 38;
const IPV4_TYPE = 0x0800;
/** Version 4, a header of five words. */
const NO_OPTIONS = 0x45;
const HEADER = 20;
const FRAGMENT = 0x3fff;
const LEAST_SIZE = 24;
const BOTH_IPV4: u32 = (ADDRESS_IPV4 << 8) | ADDRESS_IPV4;
/** Slots looked at: nearly all flows are in one of so few. */
const PROBES = 4;

/**
 * A short cut of `addPacket` for what nearly all packets are: IPv4 in Ethernet, without options, whole, TCP or UDP, of a flow that
 * is known. Does just what the long way does, or nothing.
 * @returns whether the packet was such a one, and is added
 */
// @ts-ignore: decorator
@inline
export function addPlainPacket(): bool {
  const start = state.packetStart;
  const end = state.packetEnd;
  if (start + LEAST > end) return false;
  const ip = start + ETHERNET;
  const size = uint16At(ip + 2);
  const protocol = byteAt(ip + 9);
  if (uint16At(ip - 2) != IPV4_TYPE || byteAt(ip) != NO_OPTIONS || (uint16At(ip + 6) & FRAGMENT) != 0) return false;
  if (size < LEAST_SIZE || (protocol != UDP && protocol != TCP)) return false;
  const source = uint32At(ip + 12);
  const destination = uint32At(ip + 16);
  const ports = uint32At(ip + HEADER);
  const kind = (<u32>protocol << 16) | BOTH_IPV4;
  const mask = state.slotCount - 1;
  let slot = mix(mix(ports >>> 16, source) + mix(ports & 0xffff, destination), protocol) & mask;
  for (let probe = 0; probe < PROBES; probe++) {
    const entry = read<i32>(state.slots, slot, state.slotCount) - 1;
    if (entry < 0) return false;
    const at = ENTRY_WORDS * entry;
    const a = word(at);
    const b = word(at + 4);
    const itsPorts = word(at + KEY_PORTS);
    const itsKind = word(at + KEY_KIND);
    const differs = (itsKind ^ kind) | (itsPorts ^ ports) | (a ^ source) | (b ^ destination);
    const swappedDiffers = (itsKind ^ kind) | (itsPorts ^ rotl<u32>(ports, 16)) | (a ^ destination) | (b ^ source);
    if (differs == 0 || swappedDiffers == 0) {
      const flowNumber = word(at + ENTRY_NUMBER);
      const sentByA = <i32>(differs == 0);
      if (word(at + ENTRY_RECENT) == 0) write<u32>(state.table, at + ENTRY_RECENT, ENTRY_WORDS * state.flowCapacity, 1);
      if (word(at + ENTRY_LOOKED) < <u32>MOST_LOOKS) {
        state.entry = entry;
        state.flowNumber = flowNumber;
        state.sentByA = sentByA;
        lookForTunnel(ip, size, protocol, ports);
      }
      addRow(<u32>size, flowNumber, sentByA);
      addToReport(REPORT_PACKETS, 1);
      addToReport(REPORT_BYTES, <f64>size);
      return true;
    }
    slot = (slot + 1) & mask;
  }
  return false;
}

/** Sets what of the packet tunnel.ts wants to know. */
function lookForTunnel(ip: i32, size: i32, protocol: i32, ports: u32): void {
  state.ipStart = ip;
  state.ipSize = <u32>size;
  state.protocol = protocol;
  state.transportAt = ip + HEADER;
  state.sourcePort = ports >>> 16;
  state.destinationPort = ports & 0xffff;
  state.portsCut = 0;
  state.laterFragment = 0;
  recogniseTunnel();
}

// @ts-ignore: decorator
@inline
function word(at: i32): u32 {
  return read<u32>(state.table, at, ENTRY_WORDS * state.flowCapacity);
}
