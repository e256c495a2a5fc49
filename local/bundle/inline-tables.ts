import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * The PDF writer's packages read tables of Unicode from files beside their own source, which a bundle leaves behind. The
 * build puts the tables into the source. (Metrics of the standard fonts are read only where those are used: here never.)
 */
export const inlineTables: Plugin = {
  name: 'inline-tables',
  setup(build) {
    build.onLoad({ filter: /@foliojs-fork[\\/](?:fontkit[\\/]index|linebreak[\\/]src[\\/]linebreaker)\.js$/ }, ({ path }) => {
      const inlined = readFileSync(path, 'utf8').replace(
        /(?:require\('fs'\)|fs)\.readFileSync\(__dirname \+ '\/([\w.]+)'(, 'base64')?\)/g,
        (_, file: string, asText?: string) => {
          const table = JSON.stringify(readFileSync(join(dirname(path), file), 'base64'));
          return asText ? table : `Buffer.from(${table}, 'base64')`;
        },
      );
      return { contents: inlined, loader: 'js' };
    });
  },
};
