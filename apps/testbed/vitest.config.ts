import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    include: ['src/**/*.test.ts'],
    testTimeout: 60_000,
    // Titles are made up and processes started in hooks, on a machine that may be busy.
    hookTimeout: 60_000,
  },
});
