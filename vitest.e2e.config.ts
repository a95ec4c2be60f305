import { defineConfig } from 'vitest/config'

/** Journeys in a real browser against a real server; one after the other, since a browser takes a core for itself. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    isolate: false,
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
})
