import type { ModelState } from './cases/choose-model.ts';
import type { CaseStore, CaseWriter, SessionStore } from './cases/ports.ts';
import type { RecentTexts } from './cases/recent-texts.ts';
import type { Config } from './config.ts';
import type { Library } from './generation/library/library.ts';
import type { Probes } from './health/health.ts';
import type { SignIn } from './http/sign-in.ts';
import { type Log, log } from './log.ts';

/** Everything a handler may use. The only file that sees both the use cases and what stands behind their ports. */
export type Deps = {
  readonly config: Config;
  readonly log: Log;
  readonly signIn: SignIn;
  readonly models: readonly ModelState[];
  readonly writers: Readonly<Record<string, CaseWriter>>;
  readonly takeTurn: () => () => void;
  readonly sessions: SessionStore;
  readonly cases: CaseStore;
  readonly shownDrafts: RecentTexts;
  readonly library: () => Promise<Library>;
  readonly probes: Probes;
  readonly newId: () => string;
  readonly newSeed: () => number;
  readonly close: () => Promise<void>;
};

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
