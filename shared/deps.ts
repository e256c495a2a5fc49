import type { Deps } from './build-deps.ts';
import { log } from './log.ts';

export type { Deps };

let built: Promise<Deps> | undefined;

/**
 * The worker's one set of dependencies, built at first use; a failure to build is not remembered. What builds them is
 * imported only then: every function file is loaded at the start of a worker, and a start must not wait for drivers.
 */
export function getDeps(): Promise<Deps> {
  built ??= build().catch((error: unknown) => {
    built = undefined;
    throw error;
  });
  return built;
}

/** Ends the worker's connections; the next use opens new ones. */
export async function closeDeps(): Promise<void> {
  const open = built;
  built = undefined;
  await (await open?.catch(() => undefined))?.close();
}

async function build(): Promise<Deps> {
  const [{ loadConfig }, { buildDeps }] = await Promise.all([import('./config.ts'), import('./build-deps.ts')]);
  return buildDeps(loadConfig(process.env), log);
}
