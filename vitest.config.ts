import type { ViteUserConfig } from 'vitest/config';

const e2e = ['test/e2e/**/*.test.ts', 'test/accuracy/real/**/*.test.ts'];

const config: ViteUserConfig = {
  test: {
    setupFiles: ['test/support/loopback-guard.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...e2e, 'test/package/**'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: e2e,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // These tests measure: they run after all others, and one file at a time.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
};

export default config;
