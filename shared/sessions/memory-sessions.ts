import { contentOf, type Draft, type DraftContent, droppedBy, type Revision } from '../cases/draft.ts';
import { longestHistory, type SessionStore, sessionLifeSeconds } from '../cases/ports.ts';
import { firstDraft } from './draft-text.ts';

type Session = { draft: Draft; expires: number; contents: Map<number, DraftContent>; revisions: Revision[] };

/** Edit sessions in this process, for tests of what stands above a store: lost on restart, shared with nobody. */
export function createMemorySessions(now: () => number = Date.now): SessionStore {
  const sessions = new Map<string, Session>();
  const live = (sessionId: string): Session | undefined => {
    const session = sessions.get(sessionId);
    if (!session || session.expires <= now()) return undefined;
    session.expires = now() + sessionLifeSeconds * 1000;
    return session;
  };
  return {
    async create(sessionId, content, revision) {
      const known = live(sessionId);
      if (known) return structuredClone(known.draft);
      const draft = structuredClone(firstDraft(content));
      sessions.set(sessionId, {
        draft,
        expires: now() + sessionLifeSeconds * 1000,
        contents: new Map([[1, contentOf(draft)]]),
        revisions: [{ version: 1, ...revision }],
      });
      return structuredClone(draft);
    },
    find: async (sessionId) => structuredClone(live(sessionId)?.draft),
    version: async (sessionId) => live(sessionId)?.draft.version,
    async write(sessionId, before, next, revision) {
      const session = live(sessionId);
      const known = session?.revisions.find(({ editId }) => editId === revision.editId);
      if (known) return known.version;
      if (session?.draft.version !== before.version) return undefined;
      session.draft = structuredClone(next);
      session.contents.set(next.version, contentOf(session.draft));
      for (const version of droppedBy(before, next)) session.contents.delete(version);
      session.revisions = [{ version: next.version, ...revision }, ...session.revisions].slice(0, longestHistory);
      return next.version;
    },
    landed: async (sessionId, editId) => live(sessionId)?.revisions.find((revision) => revision.editId === editId)?.version,
    snapshot: async (sessionId, version) => structuredClone(live(sessionId)?.contents.get(version)),
    history: async (sessionId, most = longestHistory) => live(sessionId)?.revisions.slice(0, most) ?? [],
    async remove(sessionId, version) {
      return live(sessionId)?.draft.version === version && sessions.delete(sessionId);
    },
  };
}
