import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Exports } from '../packages/core/src/wasm/exports.ts';
import { wasmDecoder } from '../packages/core/src/wasm/decoder.ts';
import { compile, instantiate } from '../packages/core/src/wasm/instantiate.ts';
import { wasmTwin } from '../packages/core/src/wasm/twin.ts';
import { countWork } from './count-work.ts';
import { DECODER_OPTIONS, decodePackets, KERNEL_JOBS } from './kernel-jobs.ts';
import { REPOSITORY } from './repository.ts';

// No time is measured: work is counted, so a kernel that does more than it did is found on any machine, however busy.

/** A compiler of another version may write a little more. */
const ALLOWED = 1.15;
const BASELINE: Readonly<Record<string, number>> = JSON.parse(readFileSync(new URL('kernel-work.json', import.meta.url), 'utf8'));

let release: Record<string, number>;
let checked: Record<string, number>;
beforeAll(async () => {
  [release, checked] = [await workOf('release.wasm'), await workOf('debug.wasm')];
}, 120_000);

test('no kernel does more than kernel-work.json says, nor so much less that this would hide later growth', () => {
  const command = `cat > checks/kernel-work.json <<'END'\n${JSON.stringify(release, null, 2)}\nEND`;
  expect(changed(release), `if that is meant, write the new baseline:\n${command}\n`).toEqual([]);
});

test('kernels that do more are found: those of the checked build', () => {
  expect(changed(checked)).toHaveLength(Object.keys(release).length);
});

test('kernels that do less are found', () => {
  const [[job, work]] = Object.entries(BASELINE) as [[string, number]];
  expect(changed({ [job]: work / 2 })).toEqual([expect.stringContaining('0.50 times as much')]);
});

/** Jobs that the baseline has not, or that take much more or much less than it says. */
function changed(work: Record<string, number>): string[] {
  return Object.entries(work).flatMap(([job, now]) => {
    const then = BASELINE[job] ?? 0;
    return now <= ALLOWED * then && now >= then / ALLOWED ? [] : [`${job}: ${now}, ${(now / then).toFixed(2)} times as much`];
  });
}

async function workOf(build: string): Promise<Record<string, number>> {
  const binary = readFileSync(new URL(`../packages/core/wasm/${build}`, import.meta.url));
  const module = await compile(build, countWork(binary, REPOSITORY));
  const work: Record<string, number> = {};
  const counted = (exports: Exports, run: () => void) => {
    const { work: counter } = exports as unknown as { readonly work: WebAssembly.Global<'i64'> };
    const before = counter.value;
    run();
    return Number(counter.value - before);
  };
  for (const [name, job] of Object.entries(KERNEL_JOBS)) {
    const exports = await instantiate(module);
    const kernels = wasmTwin(module, exports, 0);
    work[name] = counted(exports, () => job(kernels));
  }
  const exports = await instantiate(module);
  const decoder = wasmDecoder(exports, DECODER_OPTIONS);
  work['decode, 2,000 packets of 20 flows'] = counted(exports, () => decodePackets(decoder));
  return work;
}
