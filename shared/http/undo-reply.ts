import type { HttpRequest } from '@azure/functions';
import type { Deps } from '../deps.ts';
import { askedForSession } from './asked-for.ts';
import { type Call, json, type Reply } from './endpoint.ts';
import { ifMatch, wantsWhole } from './preconditions.ts';

/** Undo and redo differ in their direction only. */
export async function undoReply(direction: 'undo' | 'redo', request: HttpRequest, deps: Deps, { user }: Call): Promise<Reply> {
  const [{ undoEdit }, { editedBody }] = await Promise.all([import('../cases/undo-edit.ts'), import('./replies.ts')]);
  const sessionId = askedForSession(request);
  const { draft, changes } = await undoEdit({ sessionId, direction, ifMatch: ifMatch(request), by: user }, deps);
  const message = direction === 'undo' ? 'The last change was taken back' : 'The change was made again';
  const body = {
    ...editedBody(sessionId, draft, message, wantsWhole(request)),
    changes: changes.map(({ sentence }) => sentence),
  };
  return json(body, { headers: { etag: `"${draft.version}"` } });
}
