import { globSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** The function files of an app, in the order of their names: the order in which they register. */
export const functionFiles = (appRoot: string): string[] => globSync('functions/*.ts', { cwd: appRoot }).sort();

export const allFunctions = 'all-functions';

/**
 * One entry that imports every function file. Built one by one, 43 entries share their code through 65 files that a start
 * has to find, read and link; built as one, a start loads one file.
 */
export const allFunctionsEntry = (appRoot: string): Plugin => ({
  name: allFunctions,
  setup(build) {
    const namespace = allFunctions;
    build.onResolve({ filter: new RegExp(`^${allFunctions}$`) }, () => ({ path: 'functions', namespace }));
    build.onLoad({ filter: /./, namespace }, () => ({
      contents: functionFiles(appRoot)
        .map((file) => `import './${file.replaceAll('\\', '/')}';`)
        .join('\n'),
      resolveDir: appRoot,
    }));
  },
});
