import type { CaseStore, StoredCase } from '../../shared/cases/ports.ts';
import { loadConfig } from '../../shared/config.ts';
import type { Deps } from '../../shared/deps.ts';
import { AppError } from '../../shared/errors.ts';
import type { Library } from '../../shared/generation/library/library.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';
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
    likelihoodWriters: {},
    takeTurn: createTurns(config.limits),
    sessions: createMemorySessions(),
    cases: memoryCases(),
    usage: { note: async () => {}, byDay: async () => [] },
    shownDrafts: createRecentTexts(4),
    library: sharedLibrary,
    probes: { redis: probe('not-configured'), database: probe('ok') },
    newId: () => 'session-1',
    newSeed: () => 7,
    close: async () => {},
    ...overrides,
  };
}

export const probe = (state: 'ok' | 'down' | 'not-configured'): Probe => {
  const health = { state, latencyMs: 1, since: null, lastErrorKind: null, address: null };
  return { ask: async () => health, known: () => health };
};

export function memoryCases(): CaseStore {
  const cases: StoredCase[] = [];
  const keys = new Map<string, { requestHash: string; stored: StoredCase }>();
  return {
    ready: async () => {},
    async save(record, idempotency) {
      const stored = { caseId: cases.length + 1, version: 1, createdAt: '2026-01-01T00:00:00.000Z', record };
      cases.push(stored);
      if (idempotency) keys.set(idempotency.key, { requestHash: idempotency.requestHash, stored });
      return stored;
    },
    async findByKey({ key, requestHash }) {
      const known = keys.get(key);
      if (known && known.requestHash !== requestHash) throw new AppError('conflict', 'other request');
      return known?.stored;
    },
    find: async (caseId) => cases.find((stored) => stored.caseId === caseId),
    list: async ({ limit }) =>
      cases
        .toReversed()
        .slice(0, limit)
        .map(({ caseId, createdAt, record }) => ({
          caseId,
          createdAt,
          title: record.title,
          description: record.description,
          primaryDiagnosis: record.primaryDiagnosis,
          chiefComplaint: null,
        })),
  };
}
