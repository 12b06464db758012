import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAUNCHER, processOf } from '../measure/process.ts';
import { recordedCapture } from './recorded.ts';
import { temporaryFolder } from './temporary-file.ts';

/** A recorded network-stats capture as pcap, its headers made from its columns. @returns its path */
export async function recordedPcap(name: string): Promise<string> {
  const path = join(temporaryFolder(), 'recorded.pcap');
  await processOf(LAUNCHER, ['convert', recordedCapture(name), path, '--quiet'], String)(1);
  readFileSync(path); // into the system's cache
  return path;
}
