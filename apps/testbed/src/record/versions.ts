import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { arch, release } from 'node:os';
import { promisify } from 'node:util';

/** What made a recording: a program or library each, null where it does not say. */
export type Versions = Readonly<Record<string, string | null>>;

const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  chromium: ['chromium', '--version'],
  openvpn: ['openvpn', '--version'],
  'wireguard-go': ['wireguard-go', '--version'],
  tcpdump: ['tcpdump', '--version'],
  ffmpeg: ['ffmpeg', '-version'],
};
const LIBRARIES = ['hls.js', 'dashjs', 'shaka-player'];

export async function versions(): Promise<Versions> {
  const programs = await Promise.all(Object.entries(PROGRAMS).map(async ([name, command]) => [name, await firstLine(command)] as const));
  const libraries = LIBRARIES.map((name) => [name, libraryVersion(name)] as const);
  return { testbed: libraryVersion('../../package.json'), node: process.version, kernel: `${release()} ${arch()}`, ...Object.fromEntries([...libraries, ...programs]) };
}

/** OpenVPN ends with exit code 1 when it has told its version. */
async function firstLine([program, ...args]: readonly string[]): Promise<string | null> {
  const { stdout } = await promisify(execFile)(program!, args, { timeout: 10_000 }).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }));
  return stdout.split('\n')[0]!.trim() || null;
}

function libraryVersion(name: string): string | null {
  const require = createRequire(import.meta.url);
  const path = name.endsWith('.json') ? name : `${name}/package.json`;
  try {
    return (require(path) as { version: string }).version;
  } catch {
    return null;
  }
}
