import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from './repository.ts';

export interface Outcome {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs one of the installed commands (node_modules/.bin) in a folder. */
export function run(command: string, args: readonly string[], folder: string): Promise<Outcome> {
  const binaries = join(REPOSITORY, 'node_modules', '.bin');
  return new Promise((resolve, reject) => {
    const child = spawn(join(binaries, command), args, {
      cwd: folder,
      env: { ...process.env, PATH: `${binaries}:${process.env.PATH}`, NO_COLOR: '1', TURBO_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text; });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, output, errors }));
  });
}
