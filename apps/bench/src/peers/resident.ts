import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryFolder } from '../input/temporary-file.ts';
import type { Subject } from '../measure/subject.ts';

/** A program that has loaded its input and runs it whenever it is told (see c/protocol.c and python/protocol.py). */
export interface Resident {
  readonly version: string;
  readonly subject: Subject;
  /** What its last run gave. */
  result(): Promise<Float64Array>;
  close(): void;
}

/**
 * Starts one. One thread each, whatever the libraries would like.
 * @throws Error with what it said, if it ends before it is ready, or later when it is asked
 */
export async function startResident(program: string, words: readonly string[]): Promise<Resident> {
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'], env });
  let complaint = '';
  let failed: Error | null = null;
  child.on('error', (error) => { failed = error; });
  child.stdin.on('error', () => {}); // it ended: the answer that does not come says so
  child.stderr.setEncoding('utf8').on('data', (text: string) => { complaint = (complaint + text).slice(-2000); });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function answer(form: RegExp): Promise<RegExpMatchArray> {
    const { value, done } = await lines.next();
    if (done) {
      await ended;
      throw new Error(`${program} ended: ${failed?.message ?? (complaint.trim().split('\n').at(-1) || 'without a word')}`);
    }
    const found = form.exec(value);
    if (!found) throw new Error(`${program}: expected an answer like ${form.source}, found ${value}`);
    return found;
  }

  const [, version] = await answer(/^ready (.+)$/);
  return {
    version: version!,
    async subject(runs) {
      child.stdin.write(`run ${runs}\n`);
      const [, cpu, wall] = await answer(/^(\d+) (\d+)$/);
      return { cpuMs: Number(cpu) / 1e6 / runs, wallMs: Number(wall) / 1e6 / runs, result: null };
    },
    async result() {
      const path = join(temporaryFolder(), 'result.f64');
      child.stdin.write(`result ${path}\n`);
      const [, count] = await answer(/^done (\d+)$/);
      const bytes = readFileSync(path);
      if (bytes.length !== 8 * Number(count)) throw new Error(`${program}: ${count} numbers were told, ${bytes.length} bytes written`);
      return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    },
    close: () => child.stdin.end(),
  };
}
