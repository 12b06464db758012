import { expect, test } from 'vitest';
import { explainTcpdump } from './tcpdump-errors.ts';

const asked = { interfaceName: 'eth0', filter: 'prt 5', interfaces: ['wlan0', 'lo'], program: '/usr/bin/tcpdump' };

// What tcpdump 4.99.3 and 4.9 say.
test.each([
  ["tcpdump: eth0: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)\n", 'InputError', '--interface eth0: no right to capture. Either run it by sudo, or give tcpdump that right once: sudo setcap cap_net_raw,cap_net_admin=eip /usr/bin/tcpdump'],
  ['tcpdump: eth0: No such device exists\n(No such device exists)\n', 'InputError', '--interface eth0: no such interface, expected one of wlan0, lo'],
  ['tcpdump: eth0: No such device exists\n(SIOCGIFHWADDR: No such device)\n', 'InputError', '--interface eth0: no such interface, expected one of wlan0, lo'],
  ["tcpdump: eth0: That device is not up\n", 'InputError', '--interface eth0: is not up, expected one of wlan0, lo'],
  ["tcpdump: can't parse filter expression: syntax error\n", 'UsageError', `--filter "prt 5": tcpdump says "can't parse filter expression: syntax error"; man pcap-filter describes what it understands`],
  ["tcpdump: unknown host 'x'\n", 'UsageError', `--filter "prt 5": tcpdump says "unknown host 'x'"; man pcap-filter describes what it understands`],
  ['tcpdump: something else\n', 'InputError', '--interface eth0: tcpdump ended at once: something else'],
  ['', 'InputError', '--interface eth0: tcpdump ended at once: it said nothing'],
])('%j', (said, name, message) => {
  expect(explainTcpdump({ ...asked, said })).toMatchObject({ name, message });
});
