import type { ViteUserConfig } from 'vitest/config';

/** What says how fast or how trusted something was: run alone, or it tells of its neighbours. */
const measuring = [
  'test/accuracy/real/**/*.test.ts',
  'test/e2e/{doctor,known-answers,open-model,sync-vs-async,worker-loss}.test.ts',
];

const config: ViteUserConfig = {
  test: {
    setupFiles: ['test/support/loopback-guard.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...measuring, 'test/e2e/**', 'test/package/**'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: measuring,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'measuring',
          include: measuring,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
};

export default config;
