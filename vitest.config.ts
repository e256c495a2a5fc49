import { defineConfig } from 'vitest/config';

/** Files that hold waits against a clock: they have the machine to themselves, after all others. */
const timed = [
  'test/live/editing-under-faults/*.test.ts',
  'test/live/many-editors.test.ts',
  'test/live/killed-while-finalizing.test.ts',
  'test/live/redis*.test.ts',
  'test/live/api.test.ts',
  'test/live/model-*.test.ts',
  'test/generation/description.test.ts',
  'test/audits/planted.test.ts',
];

const common = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // Pages and servers need their time on a busy machine; what is there sooner is seen sooner.
  expect: { poll: { timeout: 10_000 } },
};

export default defineConfig({
  test: {
    // Outside a Functions host the library says for every function that it registers nothing.
    onConsoleLog: (text) => !/test mode|HTTP streaming enabled|app terminate hook/.test(text),
    projects: [
      // Two cores: files share servers that the test script has started.
      {
        test: {
          ...common,
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: timed,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...common, name: 'timed', include: timed, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
