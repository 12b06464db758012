import { defineProject } from 'vitest/config';

// Each example runs as a program of its own: seconds on a busy machine.
export default defineProject({ test: { name: 'examples', include: ['*.test.ts'], testTimeout: 120_000 } });
