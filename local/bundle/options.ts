import type { BuildOptions } from 'esbuild';
import { allFunctions, allFunctionsEntry } from './all-functions.ts';
import { inlineTables } from './inline-tables.ts';

/** Bundled CommonJS packages call `require`, which an ES module does not have. Without this, no function registers. */
const requireBanner = "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

/** How the functions are bundled; the benches bundle the same way, to look into it. */
export const bundleOptions = (appRoot: string) =>
  ({
    absWorkingDir: appRoot,
    entryPoints: [{ in: allFunctions, out: 'functions' }],
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]', // what is loaded late
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22', // the oldest Node of the Functions images
    banner: { js: requireBanner },
    // Supplied by the worker; optional, never installed; optional, there only through packages for development.
    external: ['@azure/functions-core', 'pg-native', 'supports-color'],
    plugins: [allFunctionsEntry(appRoot), inlineTables],
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
  }) satisfies BuildOptions;
