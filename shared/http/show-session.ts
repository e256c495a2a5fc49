import type { SessionStore } from '../cases/ports.ts';
import type { RecentTexts } from './recent-texts.ts';

type ShowDeps = { readonly sessions: SessionStore; readonly shownDrafts: RecentTexts };

export type ShownSession = { readonly version: number /** JSON in UTF-8. */; readonly text: Uint8Array };

/**
 * A draft as the contract shows it. Deriving some 500 ratios and writing them out costs several times what reading the
 * draft does, so the text of a version is kept for a while; the store is asked each time which version is the present one.
 */
export async function showSession(sessionId: string, { sessions, shownDrafts }: ShowDeps): Promise<ShownSession | undefined> {
  const version = await sessions.version(sessionId);
  if (version === undefined) return undefined;
  const known = shownDrafts.get(`${sessionId}/${version}`);
  if (known !== undefined) return { version, text: known };
  const draft = await sessions.find(sessionId);
  if (!draft) return undefined;
  const { draftBody } = await import('./replies.ts');
  const text = new TextEncoder().encode(JSON.stringify(draftBody(sessionId, draft)));
  shownDrafts.set(`${sessionId}/${draft.version}`, text);
  return { version: draft.version, text };
}
