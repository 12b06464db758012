/** Bytes from hexadecimal text; blanks are left out. */
export const hex = (text: string): number[] => (text.replaceAll(' ', '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

/** Zeros. */
const z = (bytes: number) => '00'.repeat(bytes);
const MACS = '020000000001 020000000002';
const STATIONS = '0000 020000000001 020000000002 020000000003 1000';
const SNAP = 'aaaa03 000000';
const RADIOTAP = '0000 0800 00000000';

/** Bytes before an IPv4 header in a frame from which it is to be read: link type, what it shows, the bytes; settings differ in byte order only. */
export const LINKS: readonly (readonly [linkType: number, what: string, bytes: string, bigEndian?: boolean])[] = [
  [0, 'loopback, little-endian', '02000000'], [0, 'loopback, big-endian', '00000002'], [0, 'loopback with an EtherType', '00000800'], [0, 'PPP as loopback', 'ff03 0021'],
  [1, 'Ethernet', `${MACS} 0800`], [1, 'VLAN', `${MACS} 8100 0005 0800`], [1, 'QinQ', `${MACS} 88a8 0007 8100 0005 0800`],
  [1, 'older QinQ', `${MACS} 9100 0007 9200 0005 0800`], [1, '30 tags', `${MACS} ${'8100 0005 '.repeat(30)} 0800`],
  [1, 'SNAP', `${MACS} 0050 ${SNAP} 0800`], [1, 'SNAP behind a tag', `${MACS} 8100 0005 0050 ${SNAP} 0800`], [1, 'IEEE 802.1H', `${MACS} 0050 aaaa03 0000f8 0800`],
  [1, 'bridged in SNAP', `${MACS} 0050 aaaa03 0080c2 0007 0000 ${MACS} 0800`], [1, 'LLC of IP', `${MACS} 0050 060603`], [1, 'jumbo with LLC', `${MACS} 8870 ${SNAP} 0800`],
  [1, 'backbone', `${MACS} 88e7 00000001 ${MACS} 0800`], [1, 'Cisco metadata', `${MACS} 8909 010100010005 0800`],
  [1, 'MACsec, signed only', `${MACS} 88e5 0000 00000001 0800`], [1, 'MACsec with channel', `${MACS} 88e5 2000 00000001 0200000000010001 0800`],
  [1, 'MPLS', `${MACS} 8847 00064140`], [1, 'two labels', `${MACS} 8848 00064040 000c8140`], [1, 'associated channel', `${MACS} 8847 00064140 10000021`],
  [1, 'pseudo-wire with control word', `${MACS} 8847 00064140 00000001 ${MACS} 0800`], [1, 'pseudo-wire', `${MACS} 8847 00064140 ${MACS} 0800`],
  [1, 'PPPoE', `${MACS} 8864 11000001 0050 0021`], [1, 'PPPoE with short protocol', `${MACS} 8864 11000001 0050 21`], [1, 'MPLS in PPPoE', `${MACS} 8864 11000001 0050 0281 00064140`],
  [9, 'PPP', '0021'], [9, 'PPP in HDLC', 'ff03 0021'], [9, 'bridged PPP', `0031 0001 ${MACS} 0800`], [9, 'first of a multilink', '003d 80000000 0021'],
  [12, 'raw', ''], [14, 'raw', ''], [101, 'raw', ''], [228, 'IPv4', ''],
  [50, 'PPP', 'ff03 0021'], [50, 'Cisco', '0f00 0800'], [50, 'Cisco, broadcast', '8f00 0800'], [51, 'PPPoE', '11000001 0050 0021'], [104, 'Cisco', '0f00 0800'],
  [105, 'data', `0801 ${STATIONS} ${SNAP} 0800`], [105, 'data, four addresses', `0803 ${STATIONS} 020000000004 ${SNAP} 0800`],
  [105, 'quality of service', `8801 ${STATIONS} 0000 ${SNAP} 0800`], [105, 'HT control', `8881 ${STATIONS} 0000 00000000 ${SNAP} 0800`],
  [105, 'all of it', `8883 ${STATIONS} 020000000004 0000 00000000 ${SNAP} 0800`], [105, 'ordered, no HT control', `0881 ${STATIONS} ${SNAP} 0800`],
  [108, 'loopback of OpenBSD', '00000002'], [113, 'cooked', '0000 0001 0006 0200000000010000 0800'], [113, 'VLAN', '0000 0001 0006 0200000000010000 8100 0005 0800'],
  [113, 'LLC', `0000 0001 0006 0200000000010000 0004 ${SNAP} 0800`], [113, 'radiotap', `0000 0323 0006 0200000000010000 0800 ${RADIOTAP} 0801 ${STATIONS} ${SNAP} 0800`],
  [119, 'Prism', `44000000 90000000 ${z(136)} 0801 ${STATIONS} ${SNAP} 0800`], [119, 'big-endian', `00000041 00000090 ${z(136)} 0801 ${STATIONS} ${SNAP} 0800`],
  [119, 'AVS', `80211001 00000040 ${z(56)} 0801 ${STATIONS} ${SNAP} 0800`], [163, 'AVS', `80211002 00000050 ${z(72)} 0801 ${STATIONS} ${SNAP} 0800`],
  [127, 'radiotap', `${RADIOTAP} 0801 ${STATIONS} ${SNAP} 0800`], [127, 'padded', `0000 0900 02000000 20 8801 ${STATIONS} 0000 0000 ${SNAP} 0800`],
  [127, 'padded, behind time and a second word', `0000 1900 03000080 00000000 00000000 ${z(8)} 20 8801 ${STATIONS} 0000 0000 ${SNAP} 0800`],
  [204, 'PPP, received', '00 0021'], [204, 'PPP, sent', '01 ff03 0021'], [219, 'MPLS', '00064140'],
  [239, 'log', `02000000 0800 0100 08000300 0700 0a00 616200 00 1c00 0900`], [239, 'log, big-endian', `02000000 0008 0001 08000300 001c 0009`, true],
  [276, 'cooked', `0800 0000 00000002 0001 00 06 0200000000010000`], [276, 'VLAN', `8100 0000 00000002 0001 00 06 0200000000010000 0005 0800`],
];

/** Frames without a packet that can be read. */
export const OTHERS: readonly (readonly [linkType: number, what: string, bytes: string, reason: 'arp' | 'not ip' | 'encrypted' | 'aggregated' | 'link type'])[] = [
  [1, 'ARP', `${MACS} 0806 ${z(28)}`, 'arp'], [1, 'ARP in SNAP', `${MACS} 0024 ${SNAP} 0806 ${z(28)}`, 'arp'], [1, 'LLDP', `${MACS} 88cc ${z(40)}`, 'not ip'],
  [1, 'spanning tree', `${MACS} 0026 424203 ${z(40)}`, 'not ip'], [1, 'length 0', `${MACS} 0000 ${SNAP} 0800 ${z(40)}`, 'not ip'], [1, 'neither length nor type', `${MACS} 05dd ${SNAP} 0800`, 'not ip'],
  [1, 'MACsec', `${MACS} 88e5 2c00 ${z(60)}`, 'encrypted'], [1, 'labels of nothing known', `${MACS} 8847 00064140 50607080 ${z(60)}`, 'not ip'],
  [1, 'a channel of nothing known', `${MACS} 8847 00064140 1000ffff ${z(60)}`, 'not ip'], [1, 'too many tags', `${MACS} ${'8100 0005 '.repeat(40)} 0800 ${z(40)}`, 'not ip'],
  [1, 'too many labels', `${MACS} 8847 ${'00064040 '.repeat(40)} 00064140 45 ${z(40)}`, 'not ip'], [9, 'PPP control', 'c021 0901000812345678', 'not ip'], [9, 'later of a multilink', '003d 40000000 45000014', 'not ip'],
  [9, 'bridged, not Ethernet', `0031 0002 ${MACS} 0800`, 'not ip'], [0, 'another family', `07000000 ${z(30)}`, 'not ip'],
  [105, 'beacon', `8000 ${STATIONS} ${z(20)}`, 'not ip'], [105, 'no data', `4801 ${STATIONS} ${z(8)}`, 'not ip'], [105, 'another version', `0901 ${STATIONS} ${SNAP} 0800`, 'not ip'],
  [105, 'protected', `0841 ${STATIONS} ${z(40)}`, 'encrypted'], [105, 'aggregated', `8801 ${STATIONS} 8000 ${z(60)}`, 'aggregated'],
  [105, 'later fragment', `0801 0000 020000000001 020000000002 020000000003 1100 ${SNAP} 0800`, 'not ip'],
  [113, 'netlink', `0004 0338 0000 ${z(8)} 0000 ${z(30)}`, 'not ip'], [113, 'frame relay', `0000 0302 0000 ${z(8)} 0800 ${z(30)}`, 'not ip'],
  [119, 'neither Prism nor AVS', `07000000 90000000 ${z(200)}`, 'not ip'], [119, 'a length below its own', `44000000 04000000 ${z(30)}`, 'not ip'], [163, 'not AVS', `12345678 00000040 ${z(100)}`, 'not ip'],
  [127, 'another version', `0100 0800 00000000 0801 ${STATIONS} ${SNAP} 0800`, 'not ip'], [127, 'a length below its own', `0000 0400 0801 ${STATIONS} ${SNAP} 0800 45000014 ${z(16)}`, 'not ip'],
  [239, 'attribute of length 0', `02000000 0000 0000 ${z(40)}`, 'not ip'], [239, 'attribute of length 3', `02000000 0300 0900 ${z(40)}`, 'not ip'], [239, 'no payload', '02000000 0800 0100 00000000', 'not ip'],
  [239, 'another family', `07000000 1c00 0900 ${z(24)}`, 'not ip'], [2, 'a link type that is not read', z(60), 'link type'], [65535, 'another', z(60), 'link type'],
];
