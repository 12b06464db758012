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
  return collect(join(binaries, command), args, folder, { PATH: `${binaries}:${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: '1' });
}

/** Runs a program in a folder, without colours and standard input, and collects what it prints. @param env beside this process's own */
export function collect(program: string, args: readonly string[], folder: string, env: Readonly<Record<string, string>>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env: { ...process.env, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text; });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, output, errors }));
  });
}
