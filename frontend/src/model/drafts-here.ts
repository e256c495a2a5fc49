import { device, type KeptDraft } from './device.ts';
import { createStore } from './store.ts';

/** Drafts of this user on this device, newest first: what the sidebar offers to go on with. */
export const draftsHere = createStore<readonly KeptDraft[]>([]);

export async function lookForDrafts(user: string | undefined): Promise<void> {
  const mine = (await device.all()).filter((draft) => draft.user === user);
  draftsHere.set(mine.toSorted((a, b) => b.keptAt.localeCompare(a.keptAt)));
}
