/** What core's link.ts reads: LINKTYPE_ numbers (tcpdump.org/linktypes.html), and the values of DLT_RAW that files carry by mistake: 12 and 14. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'BSD loopback'],
  [1, 'Ethernet'],
  [9, 'PPP'],
  [12, 'raw IP'],
  [14, 'raw IP'],
  [50, 'PPP in HDLC-like framing'],
  [51, 'PPPoE'],
  [101, 'raw IP'],
  [104, 'Cisco HDLC'],
  [105, 'IEEE 802.11'],
  [108, 'OpenBSD loopback'],
  [113, 'Linux cooked'],
  [119, 'IEEE 802.11 with Prism header'],
  [127, 'IEEE 802.11 with radiotap header'],
  [163, 'IEEE 802.11 with AVS header'],
  [204, 'PPP with direction'],
  [219, 'MPLS'],
  [228, 'IPv4'],
  [229, 'IPv6'],
  [239, 'Linux netfilter log'],
  [276, 'Linux cooked, version 2'],
]);

export const isLinkTypeRead = (linkType: number): boolean => NAMES.has(linkType);

/** @returns number and, where one is known, name: "1 (Ethernet)" */
export function linkTypeName(linkType: number): string {
  const name = NAMES.get(linkType);
  return name === undefined ? `${linkType}` : `${linkType} (${name})`;
}

/** The link types that are read, in words. */
export const LINK_TYPES_READ = [...NAMES.keys()].map(linkTypeName).join(', ');
