import { type Draft, type SessionStore, sessionLifeSeconds } from '../cases/ports.ts';

/** Edit sessions in this process, for tests of what stands above a store: lost on restart, shared with nobody. */
export function createMemorySessions(now: () => number = Date.now): SessionStore {
  const drafts = new Map<string, Draft & { expires: number }>();
  const expires = () => now() + sessionLifeSeconds * 1000;
  const live = (sessionId: string): Draft | undefined => {
    const draft = drafts.get(sessionId);
    return draft && draft.expires > now() ? draft : undefined;
  };
  const keep = (sessionId: string, { version, record }: Draft): Draft => {
    drafts.set(sessionId, { version, record: structuredClone(record), expires: expires() });
    return { version, record };
  };
  return {
    create: async (sessionId, record) => keep(sessionId, { version: 1, record }),
    find: async (sessionId) => {
      const draft = live(sessionId);
      return draft && keep(sessionId, draft);
    },
    version: async (sessionId) => {
      const draft = live(sessionId);
      return draft && keep(sessionId, draft).version;
    },
    replace: async (sessionId, version, record) => {
      const draft = live(sessionId);
      return draft?.version === version ? keep(sessionId, { version: version + 1, record }) : undefined;
    },
    remove: async (sessionId) => {
      drafts.delete(sessionId);
    },
  };
}
