import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { RECORDED, tunnelscope } from './tunnelscope.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A small model of both resolutions, trained on the recorded captures. */
    readonly model: string;
  }
}

/** Trains one model for all tests, by the command that users have for it. */
export default async function trainModel(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  const model = join(folder, 'small.model');
  const manifests = ['manifest.csv', 'manifest-second.csv'].map((name) => RECORDED + name);
  const { exitCode, stderr } = await tunnelscope(['train', ...manifests, '-o', model, '--trees', '20']);
  if (exitCode !== 0) throw new Error(`train ended with ${exitCode}: ${stderr}`);
  project.provide('model', model);
  return () => rm(folder, { recursive: true });
}
