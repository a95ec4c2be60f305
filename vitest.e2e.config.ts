import { defineConfig } from 'vitest/config'

/** Journeys in a real browser against a real server; one after the other, since a browser takes a core for itself. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['e2e/prepared-data.ts'],
    isolate: false,
    fileParallelism: false,
    // A browser on a busy machine may miss a moment; what fails twice is a fault.
    retry: 1,
    testTimeout: 600_000,
    hookTimeout: 240_000,
  },
})
