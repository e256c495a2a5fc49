import { randomInt, randomUUID } from 'node:crypto';
import type { CaseRecord } from './cases/case.ts';
import type { ModelState } from './cases/choose-model.ts';
import type { CaseStore, CaseWriter, LikelihoodWriter, SectionWriter, SessionStore, UsageStore } from './cases/ports.ts';
import type { Config } from './config.ts';
import type { Library } from './generation/library/library.ts';
import type { Books } from './generation/llm/bookkeeping.ts';
import type { Probes } from './health/health.ts';
import { createModelHealth, type ModelHealth } from './health/model-health.ts';
import { absent } from './health/probes.ts';
import { createRecentTexts, type RecentTexts } from './http/recent-texts.ts';
import { createSignIn, type SignIn } from './http/sign-in.ts';
import { createTurns } from './http/turns.ts';
import type { Log } from './log.ts';
import { type CaseModel, libraryModel } from './models.ts';

/** Everything a handler may use. The only file that sees both the use cases and what stands behind their ports. */
export type Deps = {
  readonly config: Config;
  readonly log: Log;
  readonly signIn: SignIn;
  readonly models: readonly ModelState[];
  readonly writers: Readonly<Record<string, CaseWriter>>;
  readonly likelihoodWriters: Readonly<Record<string, LikelihoodWriter>>;
  readonly sectionWriters: Readonly<Record<string, SectionWriter>>;
  readonly takeTurn: () => () => void;
  readonly sessions: SessionStore;
  readonly cases: CaseStore;
  readonly usage: UsageStore;
  readonly shownDrafts: RecentTexts;
  readonly library: () => Promise<Library>;
  readonly probes: Probes;
  readonly newId: () => string;
  readonly newSeed: () => number;
  readonly now: () => Date;
  /** Other names of a diagnosis, which a learner must not read either. */
  readonly aliasesOf: (diagnosis: string) => Promise<CaseRecord['primaryAliases']>;
  readonly close: () => Promise<void>;
};

/** Nothing here opens a connection: clients connect when they are first asked for something. */
export async function buildDeps(config: Config, withLog: Log): Promise<Deps> {
  const { connectStores } = await import('./stores.ts');
  const stores = await connectStores(config, withLog);
  const library = lazily(() => import('./generation/library/data.ts').then(({ loadLibrary }) => loadLibrary()));
  const modelHealth = 'missing' in config.provider ? undefined : createModelHealth(config.provider);
  const ofModels = modelWriters(config, library, { log: withLog, usage: stores.usage }, modelHealth);
  return {
    config,
    log: withLog,
    signIn: createSignIn(config.signIn),
    models: config.models.map((model) => ({ ...model, ...availability(model.id, config) })),
    writers: { ...ofModels.writers, [libraryModel]: libraryWriter(library) },
    likelihoodWriters: { ...ofModels.likelihoodWriters, [libraryModel]: libraryLikelihoods(library) },
    sectionWriters: { ...ofModels.sectionWriters, [libraryModel]: librarySections(library) },
    takeTurn: createTurns(config.limits),
    ...stores,
    probes: { ...stores.probes, model: modelHealth?.probe ?? absent },
    shownDrafts: createRecentTexts(32),
    library,
    newId: randomUUID,
    newSeed: () => randomInt(2 ** 31),
    now: () => new Date(),
    aliasesOf: async (diagnosis) => (await import('./generation/library/aliases.ts')).aliasesOf(await library(), diagnosis),
  };
}

function availability(id: string, { provider }: Config): { available: true } | { available: false; reason: string } {
  return id === libraryModel || !('missing' in provider) ? { available: true } : { available: false, reason: provider.missing };
}

type ModelRoom = {
  readonly writers: Record<string, CaseWriter>;
  readonly likelihoodWriters: Record<string, LikelihoodWriter>;
  readonly sectionWriters: Record<string, SectionWriter>;
};

/** Writers for each model of the list, all of one provider; what they stand on is loaded at the first question. */
function modelWriters(
  { provider, modelWaits, models }: Config,
  library: () => Promise<Library>,
  books: Books,
  health?: ModelHealth,
): ModelRoom {
  if ('missing' in provider) return { writers: {}, likelihoodWriters: {}, sectionWriters: {} };
  const room = lazily(async () => {
    const [{ createComplete }, { bookkeeper }, cases, likelihoods, parts, { auditCase }] = await Promise.all([
      import('./generation/llm/complete.ts'),
      import('./generation/llm/bookkeeping.ts'),
      import('./generation/llm/model-writer.ts'),
      import('./generation/llm/model-likelihoods.ts'),
      import('./generation/llm/model-section.ts'),
      import('./audits/audit-case.ts'),
    ]);
    const enter = bookkeeper(models, books);
    const onCall: typeof enter = (call) => {
      enter(call);
      health?.note(call.outcome);
    };
    return {
      complete: createComplete({ provider, limits: modelWaits, onCall }),
      ...cases,
      ...likelihoods,
      ...parts,
      audit: auditCase,
    };
  });
  const ofProvider = models.filter(({ id }) => id !== libraryModel);
  const caseWriter =
    ({ id, price }: CaseModel): CaseWriter =>
    async (wanted, signal, report) => {
      const { complete, createModelWriter } = await room();
      return createModelWriter({ complete, model: id, price, library })(wanted, signal, report);
    };
  const likelihoodWriter =
    ({ id, price, temperature }: CaseModel): LikelihoodWriter =>
    async (record, signal) => {
      const { complete, createLikelihoodWriter } = await room();
      return createLikelihoodWriter({ complete, model: id, price, temperature: temperature.default, library })(record, signal);
    };
  const sectionWriter =
    ({ id, price, temperature }: CaseModel): SectionWriter =>
    async (record, order, signal) => {
      const { createSectionWriter, ...given } = await room();
      return createSectionWriter({ ...given, model: id, price, temperature: temperature.default, library })(
        record,
        order,
        signal,
      );
    };
  return {
    writers: Object.fromEntries(ofProvider.map((model) => [model.id, caseWriter(model)])),
    likelihoodWriters: Object.fromEntries(ofProvider.map((model) => [model.id, likelihoodWriter(model)])),
    sectionWriters: Object.fromEntries(ofProvider.map((model) => [model.id, sectionWriter(model)])),
  };
}

const libraryWriter =
  (library: () => Promise<Library>): CaseWriter =>
  async (wanted) => {
    const [known, { writeCase }] = await Promise.all([library(), import('./generation/library/write-case.ts')]);
    return writeCase(known, {
      description: wanted.description,
      primaryDiagnosis: wanted.primary_diagnosis,
      title: wanted.title,
      seed: wanted.seed,
      difficulty: wanted.difficulty ?? 'typical',
    });
  };

const libraryLikelihoods =
  (library: () => Promise<Library>): LikelihoodWriter =>
  async (record) => {
    const [known, { likelihoodsAnew }] = await Promise.all([library(), import('./generation/library/likelihoods-anew.ts')]);
    return likelihoodsAnew(known, record);
  };

const librarySections =
  (library: () => Promise<Library>): SectionWriter =>
  async (record, order) => {
    const [known, { writeSection }] = await Promise.all([library(), import('./generation/library/write-section.ts')]);
    return writeSection(known, record, order);
  };

/** Made once, at the first call; a failure is not remembered. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
