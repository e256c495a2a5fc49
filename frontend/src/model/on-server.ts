import { ApiProblem } from '../api/problem.ts';
import { renewed } from './desk/words.ts';
import type { DraftDesk } from './draft-desk.ts';

/** The server is needed, and does not answer or cannot do it now. */
export class ServerNeeded extends Error {
  override readonly name = 'ServerNeeded';
  /** It is the session store that is out: whatever does without can be done. */
  readonly storeIsOut: boolean;

  constructor(why: string, storeIsOut = false, options?: ErrorOptions) {
    super(why, options);
    this.storeIsOut = storeIsOut;
  }
}

const hasStatus = (error: unknown, wanted: (status: number) => boolean): boolean =>
  error instanceof ApiProblem && wanted(error.status);

/**
 * Work on the server's copy of a draft, which has everything that was done here first. A session that has expired is put
 * back from this device, the author is told, and the work begins again; `work` may therefore be called twice.
 */
export async function onServer<T>(desk: DraftDesk, work: (sessionId: string) => Promise<T>): Promise<T> {
  try {
    return await work(await sendPending(desk));
  } catch (error) {
    // It may have been done all the same: what is shown is what the server has.
    if (hasStatus(error, (status) => status === 0 || status >= 500)) void desk.reload();
    if (!hasStatus(error, (status) => status === 404)) throw error;
    await desk.renew();
    desk.tell(renewed);
    return work(await sendPending(desk));
  }
}

/** A refusal or an expired session on the way is mended by the desk, which then goes on where it was: hence the tries. */
const mostTries = 3;

/** Answers with the session that has it all. */
async function sendPending(desk: DraftDesk): Promise<string> {
  for (let tries = 0; tries < mostTries; tries++) {
    await desk.flush();
    const { pending, sessionId, save } = desk.store.get();
    if (save.kind === 'conflict')
      throw new Error('The same was changed elsewhere. Decide first which side is kept; then ask once more.');
    if (save.kind === 'offline') throw new ServerNeeded(save.why, save.storeIsOut);
    if (pending.length === 0 && sessionId !== null) return sessionId;
  }
  throw new ServerNeeded('Your last changes have not reached it yet. Try again in a moment.');
}
