import { WARN_FRACTION, WARN_FRAGMENT_WITHOUT_FIRST, WARN_PORTS_CUT } from '@tunnelscope/core/codes';

/** The first warning of a kind that any capture of packets may give, in words. @param offset of the packet's record @returns null for other kinds */
export function packetWarning(kind: number, offset: number, value: number): string | null {
  switch (kind) {
    case WARN_FRAGMENT_WITHOUT_FIRST:
      return `byte ${offset}: a fragment whose first is unknown is counted with port 0`;
    case WARN_PORTS_CUT:
      return `byte ${offset}: a packet that ends before its ports is counted with port 0: a snap length of 96 bytes keeps them`;
    case WARN_FRACTION:
      return `byte ${offset}: a fraction of ${value} is carried over into the seconds`;
    default:
      return null;
  }
}
