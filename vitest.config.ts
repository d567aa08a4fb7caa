import type { ViteUserConfig } from 'vitest/config';

/** What says how fast or how trusted something was: run alone, or it tells of its neighbours. */
const measuring = [
  'test/accuracy/real/**/!(unique-rows).test.ts',
  'test/e2e/{doctor-self-test,known-answers,open-timing,sync-vs-async}.test.ts',
];
/** Processes and sockets, but nothing that must be quick. */
const processes = ['test/e2e/**/*.test.ts', 'test/accuracy/real/unique-rows.test.ts'];

const config: ViteUserConfig = {
  test: {
    setupFiles: ['test/support/loopback-guard.ts'],
    // Tests leave nothing behind, so files share a process: a new one for each took longer than its tests.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...measuring, ...processes, 'test/browser/**', 'test/package/**'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: processes,
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
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A browser wants all there is, and some of it is timed.
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
};

export default config;
