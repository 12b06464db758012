import { defineProject } from 'vitest/config';

// Several checks run a compiler or a linter: seconds, not milliseconds, on a busy machine.
export default defineProject({ test: { name: 'checks', include: ['*.test.ts'], testTimeout: 120_000 } });
