import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    include: ['src/**/*.test.ts', 'e2e/**/*.test.ts'],
    globalSetup: './e2e/train-model.ts',
    testTimeout: 60_000,
    // A busy machine is no failure.
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 60_000,
  },
});
