import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    include: ['src/**/*.test.ts'],
    testTimeout: 60_000,
    // A busy machine is no failure.
    expect: { poll: { timeout: 30_000 } },
  },
});
