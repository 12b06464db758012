import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, release } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packageFolder, PLAYERS } from '../player-packages.ts';

/** What made a recording: a program or library each, null where it does not say. */
export type Versions = Readonly<Record<string, string | null>>;

const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  chromium: ['chromium', '--version'],
  openvpn: ['openvpn', '--version'],
  'wireguard-go': ['wireguard-go', '--version'],
  tcpdump: ['tcpdump', '--version'],
  ffmpeg: ['ffmpeg', '-version'],
};
const TESTBED = fileURLToPath(new URL('../../', import.meta.url));

export async function versions(): Promise<Versions> {
  const programs = await Promise.all(Object.entries(PROGRAMS).map(async ([name, command]) => [name, await firstLine(command)] as const));
  const libraries = PLAYERS.map((name) => [name, versionIn(() => packageFolder(name))] as const);
  return { testbed: versionIn(() => TESTBED), node: process.version, kernel: `${release()} ${arch()}`, ...Object.fromEntries([...libraries, ...programs]) };
}

/** OpenVPN ends with exit code 1 when it has told its version. */
async function firstLine([program, ...args]: readonly string[]): Promise<string | null> {
  const { stdout } = await promisify(execFile)(program!, args, { timeout: 10_000 }).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }));
  return stdout.split('\n')[0]!.trim() || null;
}

function versionIn(folder: () => string): string | null {
  try {
    return (JSON.parse(readFileSync(join(folder(), 'package.json'), 'utf8')) as { version: string }).version;
  } catch {
    return null;
  }
}
