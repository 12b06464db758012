import { describe, expect, test } from 'vitest';
import { type Machine, missingRequirements } from './requirements.ts';

const WHOLE: Machine = { platform: 'linux', uid: 0, exists: () => true, path: '/usr/bin:/bin' };

describe('what a machine lacks', () => {
  test('is nothing where all is there', () => {
    expect(missingRequirements(WHOLE)).toEqual([]);
  });

  test('is Linux, and then nothing else is asked', () => {
    expect(missingRequirements({ ...WHOLE, platform: 'darwin', uid: 501, exists: () => false })).toEqual(['Recording needs Linux and its network namespaces; this is darwin.']);
  });

  test('is root and the device of tunnels, a sentence each', () => {
    const faults = missingRequirements({ ...WHOLE, uid: 1000, exists: (path) => path !== '/dev/net/tun' });
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/^Recording needs root, /);
    expect(faults[1]).toMatch(/\/dev\/net\/tun/);
  });

  test('is named with the one command that installs it', () => {
    const faults = missingRequirements({ ...WHOLE, exists: (path) => !/\/(wg|gcc|tcpdump)$/.test(path) });
    expect(faults).toEqual(['Missing: gcc, tcpdump, wg. On Debian: apt-get install gcc libc6-dev tcpdump wireguard-tools']);
  });

  test('is looked for where administrators\' programs are, too', () => {
    expect(missingRequirements({ ...WHOLE, path: '/nowhere', exists: (path) => path.startsWith('/usr/sbin/') || path.startsWith('/dev/') || path.startsWith('/usr/lib/') })).toEqual([]);
  });
});
