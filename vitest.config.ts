import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'engine/**/*.test.ts',
      'electron/**/*.test.ts',
      'renderer/**/*.test.ts',
      'messages/**/*.test.ts',
      'build/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    reporters: ['./test/reporter.ts'],
    pool: 'forks',
    // Real models on real photos: a spec may take as long as it needs, only a hang is an error.
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
