import type { ViteUserConfig } from 'vitest/config';

/** Apart from the suites: it installs the package, and for that it needs a registry. */
const config: ViteUserConfig = {
  test: {
    name: 'package',
    include: ['test/package/**/*.test.ts'],
    setupFiles: ['test/support/loopback-guard.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
};

export default config;
