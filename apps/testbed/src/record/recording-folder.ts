import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, startTickOf } from '../namespaces/namespace-name.ts';
import { TestbedError } from '../testbed-error.ts';

/** The part of an output folder that only one recorder at a time may use: what runs now lies there. */
export interface RecordingFolder {
  readonly path: string;
  /** Takes it away. */
  close(): void;
}

/** Makes the folders of an output folder. What a recorder left that died is taken away. @throws TestbedError if another one records into it */
export function openRecordingFolder(output: string): RecordingFolder {
  const path = join(output, '.recording');
  const owner = join(path, 'pid');
  if (existsSync(owner)) {
    const [pid = '', startTick = ''] = readFileSync(owner, 'utf8').split(' ');
    if (isAlive({ pid: Number(pid), startTick })) throw new TestbedError(`${output}: process ${pid} records into this folder; wait for it, or name another one by --output`);
  }
  rmSync(path, { recursive: true, force: true });
  for (const folder of [path, join(output, 'captures'), join(output, 'rejected')]) mkdirSync(folder, { recursive: true });
  writeFileSync(owner, `${process.pid} ${startTickOf(process.pid)}`);
  return { path, close: () => rmSync(path, { recursive: true, force: true }) };
}
