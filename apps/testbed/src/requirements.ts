import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that a recording runs, by name or where they must be, each with the Debian packages that hold it. */
const PROGRAMS: readonly (readonly [program: string, debianPackage: string])[] = [
  ['ip', 'iproute2'],
  ['sysctl', 'procps'],
  ['ethtool', 'ethtool'],
  ['ping', 'iputils-ping'],
  ['gcc', 'gcc libc6-dev'],
  ['tcpdump', 'tcpdump'],
  ['openssl', 'openssl'],
  ['openvpn', 'openvpn'],
  ['wireguard-go', 'wireguard-go'],
  ['wg', 'wireguard-tools'],
  ['swanctl', 'strongswan-swanctl'],
  ['/usr/lib/ipsec/charon', 'strongswan-charon'],
  ['/usr/lib/ipsec/plugins/libstrongswan-kernel-libipsec.so', 'libcharon-extra-plugins'],
  ['/usr/lib/ipsec/plugins/libstrongswan-openssl.so', 'libstrongswan-standard-plugins'],
  ['nsenter', 'util-linux'],
  ['ffmpeg', 'ffmpeg'],
  ['chromium', 'chromium'],
];

/** What this looks at of a machine, so that a test can tell it of another. */
export interface Machine {
  readonly platform: string;
  readonly uid: number;
  exists(path: string, mode: number): boolean;
  readonly path: string;
}

const thisMachine = (): Machine => ({
  platform: process.platform,
  uid: process.getuid?.() ?? -1,
  exists: (path, mode) => {
    try {
      accessSync(path, mode);
      return true;
    } catch {
      return false;
    }
  },
  path: process.env.PATH ?? '',
});

/**
 * What keeps this machine from recording, a sentence each; empty: nothing. The programs missing make one sentence with one command.
 * @param needed programs that are looked for: not every recording runs all of them
 */
export function missingRequirements(machine: Machine = thisMachine(), needed: readonly string[] | null = null): string[] {
  if (machine.platform !== 'linux') return [`Recording needs Linux and its network namespaces; this is ${machine.platform}.`];
  const faults: string[] = [];
  if (machine.uid !== 0) faults.push('Recording needs root, to make network namespaces and interfaces: run it with sudo.');
  if (!machine.exists('/dev/net/tun', constants.R_OK | constants.W_OK)) faults.push('/dev/net/tun is missing or may not be opened: tunnels need it (modprobe tun; in a container, hand the device in).');
  // Administrators' programs are not in everyone's PATH, but root has them.
  const folders = [...machine.path.split(delimiter), '/usr/sbin', '/sbin'].filter((folder) => folder !== '');
  const found = (program: string): boolean =>
    program.startsWith('/') ? machine.exists(program, constants.R_OK) : folders.some((folder) => machine.exists(join(folder, program), constants.X_OK));
  const missing = PROGRAMS.filter(([program]) => (needed?.includes(program) ?? true) && !found(program));
  if (missing.length > 0) {
    const packages = [...new Set(missing.flatMap(([, debianPackage]) => debianPackage.split(' ')))];
    faults.push(`Missing: ${missing.map(([program]) => program).join(', ')}. On Debian: apt-get install ${packages.join(' ')}`);
  }
  return faults;
}
