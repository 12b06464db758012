import type { Run } from './report.ts';

export const INTRODUCTION = `Measured, not promised: \`npm run bench -- --markdown docs/performance.md\` writes this page anew, \`npm run bench -- --help\`
says how to run a part of it. Times differ between machines and with what else runs there; ratios within one run differ less.`;

export const WHERE_IT_DOES_NOT_PAY = `What limits the gain:

* whole processes also start Node, load modules and the model, read and decompress, with either twin;
* where one branch after another cannot be foreseen, the processor waits for them with either twin;
* every call checks its arguments and copies them into WebAssembly's memory, which weighs most with little work on many numbers.
  Files of captures are read straight into that memory;
* training is no kernel: it runs in TypeScript alone.

The TypeScript twin uses the same algorithms, so it is no straw man.`;

/** What to know about the figures of a run. */
export function howItIsMeasured({ quick, seconds, seed }: Run): string {
  return `All who take part in a benchmark run in turn, in rounds whose order turns each time, so that whatever the machine does meanwhile
meets all alike; ratios are taken round by round. CPU time is that of all threads, compilers and garbage collection of Node
included. Kernels are called as callers have them: with the check of their arguments and the copies into and out of WebAssembly's
memory. Input is seeded (${seed}), or recorded captures of this repository. Before anything is measured, the twins' results must be equal
to the last bit, and those of peers that compute the same must agree with them (equal, or within 10⁻⁹ of the value; of sums in 32 bits
within 10⁻³).

* *Libraries and C* load the input once and then run as often as they are told in a process that stays: their start and the
  loading of modules do not count. One thread each. C is this repository's own, \`gcc -O3\` without flags for this very processor.
* *Programs* count from start to end, as \`tunnelscope\` does beside them; what they print goes nowhere.
* A peer that takes long leaves after three rounds or more; its ratio is taken over those.

This run took ${(seconds / 60).toFixed(0)} minutes${quick ? ' (--quick: fewer rounds, wider ranges)' : ''}.`;
}
