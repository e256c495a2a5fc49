import type { CaseRecord } from '../../shared/cases/case.ts';
import { noSuchVersion } from '../../shared/cases/found.ts';
import type { CaseStore, CaseVersion, Finalization, StoredCase } from '../../shared/cases/ports.ts';
import { loadConfig } from '../../shared/config.ts';
import type { Deps } from '../../shared/deps.ts';
import { AppError } from '../../shared/errors.ts';
import { aliasesOf } from '../../shared/generation/library/aliases.ts';
import type { Library } from '../../shared/generation/library/library.ts';
import { likelihoodsAnew } from '../../shared/generation/library/likelihoods-anew.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';
import { writeSection } from '../../shared/generation/library/write-section.ts';
import type { Probe } from '../../shared/health/health.ts';
import { createRecentTexts } from '../../shared/http/recent-texts.ts';
import { createSignIn } from '../../shared/http/sign-in.ts';
import { createTurns } from '../../shared/http/turns.ts';
import { quietLog } from '../../shared/log.ts';
import { createMemorySessions } from '../../shared/sessions/memory-sessions.ts';

let library: Promise<Library> | undefined;
const sharedLibrary = (): Promise<Library> => {
  library ??= import('../../shared/generation/library/data.ts').then(({ loadLibrary }) => loadLibrary());
  return library;
};

/** Everything a handler uses, with hand-written stand-ins for what needs a server. */
export function fakeDeps(overrides: Partial<Deps> = {}, env: NodeJS.ProcessEnv = {}): Deps {
  const config = loadConfig({ APP_USERNAME: 'educator', APP_PASSWORD: 'right', ...env });
  return {
    config,
    log: quietLog,
    signIn: createSignIn(config.signIn),
    models: config.models.map((model) => ({
      ...model,
      ...(model.id === 'library' ? { available: true } : { available: false, reason: 'OPENAI_API_KEY is not set' }),
    })),
    writers: {
      library: async ({ description, primary_diagnosis, title, seed, difficulty = 'typical' }) =>
        writeCase(await sharedLibrary(), { description, primaryDiagnosis: primary_diagnosis, title, seed, difficulty }),
    },
    likelihoodWriters: { library: async (record) => likelihoodsAnew(await sharedLibrary(), record) },
    sectionWriters: { library: async (record, order) => writeSection(await sharedLibrary(), record, order) },
    takeTurn: createTurns(config.limits),
    sessions: createMemorySessions(),
    cases: memoryCases(),
    usage: { note: async () => {}, byDay: async () => [] },
    shownDrafts: createRecentTexts(4),
    library: sharedLibrary,
    probes: { redis: probe('not-configured'), database: probe('ok'), model: probe('not-configured') },
    newId: ids(),
    newSeed: () => 7,
    now: () => new Date(),
    aliasesOf: async (diagnosis) => aliasesOf(await sharedLibrary(), diagnosis),
    close: async () => {},
    ...overrides,
  };
}

/** `session-1`, then others: an edit has an id of its own. */
const ids = (): (() => string) => {
  let made = 0;
  return () => {
    made += 1;
    return made === 1 ? 'session-1' : `id-${made}`;
  };
};

export const probe = (state: 'ok' | 'down' | 'not-configured'): Probe => {
  const health = { state, latencyMs: 1, since: null, lastErrorKind: null, address: null };
  return { ask: async () => health, known: () => health };
};

/** Cases in this process, with the versions and idempotency of the real store. */
export function memoryCases(): CaseStore {
  const versions: (StoredCase & CaseVersion)[] = [];
  const retired = new Set<number>();
  const keys = new Map<string, { requestHash: string; stored: StoredCase }>();
  const finalizations = new Map<string, Finalization>();
  const of = (caseId: number) => versions.filter((stored) => stored.caseId === caseId);
  const insert = (record: CaseRecord, more: Partial<CaseVersion>, caseId?: number): StoredCase => {
    const id = caseId ?? new Set(versions.map((stored) => stored.caseId)).size + 1;
    const stored = {
      caseId: id,
      version: of(id).length + 1,
      createdAt: '2026-01-01T00:00:00.000Z',
      record: structuredClone(record),
      title: record.title,
      finalizedBy: null,
      parent: null,
      contentHash: 'a hash',
      override: null,
      ...more,
    };
    versions.push(stored);
    return stored;
  };
  const newest = (caseId: number): StoredCase | undefined => of(caseId).at(-1);
  return {
    ready: async () => {},
    async save(record, idempotency, by) {
      const stored = insert(record, { finalizedBy: by ?? null });
      if (idempotency) keys.set(idempotency.key, { requestHash: idempotency.requestHash, stored });
      return stored;
    },
    async finalize({ record, by, override, session, parent: given, saveAs: wanted }) {
      const done = session && finalizations.get(session.id);
      if (done && session && done.draftVersion >= session.draftVersion) return of(done.caseId)[done.version - 1] as StoredCase;
      const parent = done ? { caseId: done.caseId, version: done.version } : given;
      const saveAs = done ? 'new-version' : wanted;
      if (parent && !of(parent.caseId)[parent.version - 1]) throw noSuchVersion(parent.version);
      const isNew = !parent || saveAs === 'new-case';
      if (!isNew && saveAs === 'latest' && newest(parent.caseId)?.version !== parent.version)
        throw new AppError('conflict', 'there is a newer version');
      const stored = insert(record, { finalizedBy: by, override, parent }, isNew ? undefined : parent.caseId);
      if (session)
        finalizations.set(session.id, { caseId: stored.caseId, version: stored.version, draftVersion: session.draftVersion });
      return stored;
    },
    finalization: async (sessionId) => finalizations.get(sessionId),
    async findByKey({ key, requestHash }) {
      const known = keys.get(key);
      if (known && known.requestHash !== requestHash) throw new AppError('conflict', 'other request');
      return known?.stored;
    },
    find: async (caseId, version) => (version === undefined ? newest(caseId) : of(caseId)[version - 1]),
    versions: async (caseId) => of(caseId),
    async retire(caseId, isRetired) {
      if (isRetired) retired.add(caseId);
      else retired.delete(caseId);
      return newest(caseId) !== undefined;
    },
    list: async ({ limit, retired: wantRetired = false }) =>
      [...new Set(versions.map(({ caseId }) => caseId))]
        .toReversed()
        .filter((caseId) => retired.has(caseId) === wantRetired)
        .slice(0, limit)
        .flatMap((caseId) => newest(caseId) ?? [])
        .map(({ caseId, version, createdAt, record }) => ({
          caseId,
          version,
          createdAt,
          title: record.title,
          description: record.description,
          primaryDiagnosis: record.primaryDiagnosis,
          chiefComplaint: null,
          retired: retired.has(caseId),
        })),
  };
}
