import { ApiProblem } from '../api/problem.ts';
import type { DraftDesk } from './draft-desk.ts';

/** The server is needed, and does not answer or cannot do it now. */
export class ServerNeeded extends Error {
  override readonly name = 'ServerNeeded';
}

const isGone = (error: unknown): boolean => error instanceof ApiProblem && error.status === 404;

/**
 * Work on the server's copy of a draft, which has everything that was done here first. A session that has expired is put
 * back from this device, and the work begins again; `work` may therefore be called twice.
 */
export async function onServer<T>(desk: DraftDesk, work: (sessionId: string) => Promise<T>): Promise<T> {
  try {
    return await work(await sendPending(desk));
  } catch (error) {
    if (!isGone(error)) throw error;
    await desk.renew();
    return work(await sendPending(desk));
  }
}

/**
 * The same for what stands on the page: an expired session gives the draft another address, and the page is drawn anew.
 * The author is told, and asks once more. Undefined then.
 */
export async function askOnServer<T>(desk: DraftDesk, work: (sessionId: string) => Promise<T>): Promise<T | undefined> {
  try {
    return await work(await sendPending(desk));
  } catch (error) {
    if (!isGone(error)) throw error;
    await desk.renew();
    await sendPending(desk);
    desk.tell(expired);
    return undefined;
  }
}

const expired =
  'The edit session had expired; the draft was brought back from this device, without its history. Please ask once more for what you wanted.';

/** A refusal or an expired session on the way is mended by the desk, which then goes on where it was: hence the tries. */
const mostTries = 3;

/** Answers with the session that has it all. */
async function sendPending(desk: DraftDesk): Promise<string> {
  for (let tries = 0; tries < mostTries; tries++) {
    await desk.flush();
    const { pending, sessionId, save } = desk.store.get();
    if (save.kind === 'conflict')
      throw new Error('The same was changed elsewhere. Decide first which side is kept; then ask once more.');
    if (save.kind === 'offline') throw new ServerNeeded(save.why);
    if (pending.length === 0 && sessionId !== null) return sessionId;
  }
  throw new ServerNeeded('Your last changes have not reached it yet. Try again in a moment.');
}
