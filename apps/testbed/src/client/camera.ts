import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder as defaultCacheFolder } from '../cache-folder.ts';
import { TestbedError } from '../testbed-error.ts';

/** Something that moves like a face before a noisy wall: plain pictures would cost a call no bits. */
const PICTURES = 'mandelbrot=size=640x360:rate=20:end_scale=0.02,noise=alls=12:allf=t,format=yuv420p';
const SECONDS = 10;
const NAME = 'camera-640x360-20-1.y4m';

/**
 * The file that stands for a camera in calls, made once in the cache folder.
 * @returns its path
 * @throws TestbedError with what ffmpeg said
 */
export async function prepareCamera(cacheFolder = defaultCacheFolder()): Promise<string> {
  const path = join(cacheFolder, NAME);
  if (existsSync(path)) return path;
  await mkdir(cacheFolder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  try {
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', PICTURES, '-t', String(SECONDS), '-f', 'yuv4mpegpipe', '-y', unfinished]);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new TestbedError(`ffmpeg cannot make the pictures of a camera: ${(error as Error).message}`, { cause: error });
  }
  return path;
}
