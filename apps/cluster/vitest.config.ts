import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    include: ['src/**/*.test.ts'],
    // Servers and processes are started in tests, on a machine that may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
