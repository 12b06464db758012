import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { REPOSITORY } from './repository.ts';

const works = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** The system's own Python is where Debian's scipy is, even if another comes first. */
const python = ['python3', '/usr/bin/python3'].find((command) => works(command, '-c', 'import scipy.signal')) ?? 'python3';
const tshark = works('tshark', '--version') && works(python, '--version');
const scipy = works(python, '-c', 'import scipy.signal');
const skipped = (...missing: string[]) => ` (SKIPPED: needs ${missing.join(' and ')}, which this machine lacks)`;

/** A few captures, one of each kind: the scripts check all of them when they are called without names. */
const check = (script: string, ...captures: string[]) =>
  spawnSync(python, [`test-data/${script}`, '--check', ...captures.map((name) => `test-data/${name}`)], { cwd: REPOSITORY, encoding: 'utf8' });

test.skipIf(!tshark)(`expectations are what tshark and csv find${tshark ? '' : skipped('tshark', 'python3')}`, () => {
  const captures = ['recorded/idle_ovpn.pcap.gz', 'recorded/L_vod10_tcp.csv.gz', 'variants/fragments.pcap', 'variants/ipv6.pcap', 'variants/several-protocols.pcap', 'link-types/ethernet.pcap', 'link-types/wlan-radiotap.pcap', 'link-types/linux-cooked-2.pcap'];
  expect(check('make-expected.py', ...captures)).toMatchObject({ status: 0, stderr: '' });
});

test.skipIf(!tshark || !scipy)(`seed features are what scipy computes${tshark && scipy ? '' : skipped('tshark', 'python3-scipy')}`, () => {
  expect(check('make-seed-features.py', 'recorded/pair_live4_hls_wg_p86.pcap.gz', 'recorded/L_vod10_tcp.csv.gz')).toMatchObject({ status: 0, stderr: '' });
});
