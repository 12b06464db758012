import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';

const TAGS = [0x8100, 0x88a8, 0x9100, 0x9200];
const NO_IP = [0x0806, 0x88cc, 0x0027, 0x05dc, 0x0600, 0x8035, 0x6558, 0];

/** A type field of Ethernet with tags before it and further layers behind. @returns the version of IP that must follow, 0 for either */
export function putEtherType(input: FuzzInput, random: Random, nested = true): number {
  for (let tags = random.oneIn(3) ? random.small(9) : 0; tags > 0 && nested; tags--) {
    input.put(2, random.pick(TAGS));
    input.put(2, random.below(4096));
  }
  switch (random.below(nested ? 20 : 6)) {
    case 0:
      input.put(2, random.pick(NO_IP));
      return 0;
    case 1:
    case 2:
      input.put(2, 0x86dd);
      return 6;
    case 6:
    case 7:
      input.put(2, random.pick([0x8847, 0x8848]));
      return putLabels(input, random);
    case 8:
      input.put(2, 0x8864);
      return putPppoe(input, random);
    case 9:
    case 10:
      if (random.oneIn(3)) input.put(2, 0x8870);
      else input.put(2, random.between(8, 1501));
      return putLlc(input, random);
    case 11:
      return putRareLayer(input, random);
    default:
      input.put(2, 0x0800);
      return 4;
  }
}

/** IEEE 802.2 with SNAP of some organisation, or without. */
export function putLlc(input: FuzzInput, random: Random): number {
  if (random.oneIn(8)) {
    input.put(2, random.pick([0x0606, 0x4242, 0xfefe, 0xe0e0]));
    input.put(1, random.pick([3, 0]));
    return 4;
  }
  input.put(2, 0xaaaa);
  const organisation = random.pick([0, 0, 0, 0x0000f8, 0x0080c2, 0x00000c]);
  input.put(4, 0x03000000 | organisation);
  if (organisation !== 0x0080c2) return putEtherType(input, random, false);
  input.put(2, random.pick([1, 7, 4]));
  input.put(2, 0);
  input.fill(12, 2);
  return putEtherType(input, random, false);
}

export function putPppoe(input: FuzzInput, random: Random): number {
  input.put(4, random.oneIn(8) ? random.word() : 0x11000001);
  input.put(2, random.between(2, 1500));
  return putPppProtocol(input, random);
}

export function putPppProtocol(input: FuzzInput, random: Random): number {
  const short = random.oneIn(4);
  const choice = random.below(10);
  if (choice === 0) {
    input.put(2, random.pick([0xc021, 0x8021, 0x00fd]));
    return 0;
  }
  if (choice === 1) {
    input.put(2, random.pick([0x0281, 0x0283]));
    return putLabels(input, random);
  }
  if (choice === 2) {
    input.put(2, 0x0031);
    input.put(2, random.pick([1, 1, 3]));
    input.fill(12, 2);
    return putEtherType(input, random, false);
  }
  if (choice === 3) {
    input.put(2, 0x003d);
    input.put(4, random.oneIn(4) ? 1 : 0x80000001);
  }
  const version = random.oneIn(3) ? 6 : 4;
  input.put(short ? 1 : 2, version === 4 ? 0x21 : 0x57);
  return version;
}

/** MPLS: IP behind the labels, or a channel, or an Ethernet frame with or without a control word. */
function putLabels(input: FuzzInput, random: Random): number {
  for (let labels = random.small(8); labels > 0; labels--) input.put(4, random.below(1024) << 12);
  input.put(4, random.oneIn(8) ? 0x00000140 : 0x00010140);
  const choice = random.below(6);
  if (choice === 0) input.put(4, random.pick([0x10000021, 0x10000057, 0x10000007]));
  else if (choice === 1) input.put(4, 0);
  if (choice !== 1 && choice !== 2) return 0;
  input.fill(12, 2);
  return putEtherType(input, random, false);
}

/** Backbone bridging, Cisco's tag, MACsec. */
function putRareLayer(input: FuzzInput, random: Random): number {
  const type = random.pick([0x88e7, 0x8909, 0x88e5]);
  input.put(2, type);
  if (type === 0x88e7) input.fill(4 + 12, 2);
  else if (type === 0x8909) input.fill(6, 1);
  else {
    const control = random.pick([0, 0x20, 0x2c, 0x0c]);
    input.put(1, control);
    input.fill((control & 0x20) !== 0 ? 13 : 5);
  }
  return putEtherType(input, random, false);
}
