import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tests/**/*.test.ts', 'bench/**/*.test.ts'],
    isolate: false,
    globalSetup: ['packages/store/src/embedded/test-global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
