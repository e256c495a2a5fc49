import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Pages and servers need their time on a busy machine; what is there sooner is seen sooner.
    expect: { poll: { timeout: 10_000 } },
    // Two cores: files share servers that the test script has started.
    maxWorkers: 2,
    // Outside a Functions host the library says for every function that it registers nothing.
    onConsoleLog: (text) => !/test mode|HTTP streaming enabled|app terminate hook/.test(text),
  },
});
