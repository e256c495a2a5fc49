import { libraryModel } from '../models.ts';
import type { CaseRecord } from './case.ts';
import type { ModelState } from './choose-model.ts';
import { chooseWriter, type WritersByModel } from './choose-writer.ts';
import type { Change } from './compare/compare-records.ts';
import type { Draft } from './draft.ts';
import { changedSince } from './draft-problems.ts';
import type { EditDeps } from './edit-case.ts';
import { foundDraft } from './found.ts';
import { keepChange } from './keep-change.ts';
import { keepingLocks } from './keeping-locks.ts';
import type { SectionWriter } from './ports.ts';
import { keptFindings } from './section-locks.ts';
import type { Section } from './sections.ts';

export type SectionDeps = Pick<EditDeps, 'sessions' | 'now' | 'newId'> & {
  readonly models: readonly ModelState[];
  readonly sectionWriters: WritersByModel<SectionWriter>;
  readonly newSeed: () => number;
};

export type RegenerateSectionOrder = {
  readonly sessionId: string;
  readonly section: Section;
  /** What the author would like to be different. */
  readonly instruction: string | undefined;
  readonly model: string | undefined;
  readonly seed: number | undefined;
  readonly ifMatch: number | undefined;
  readonly by: string;
};

/**
 * Has one section of a draft written anew and keeps it in its session. Locked fields stay, findings that are locked stay in
 * their list; what was edited meanwhile is merged, or nothing is changed.
 */
export async function regenerateSection(
  { sessionId, section, instruction, model, seed: given, ifMatch, by }: RegenerateSectionOrder,
  deps: SectionDeps,
  signal: AbortSignal,
): Promise<{ draft: Draft; changes: readonly Change[]; merged: boolean }> {
  const draft = await foundDraft(deps.sessions, sessionId);
  if (ifMatch !== undefined && ifMatch !== draft.version) throw await changedSince(deps.sessions, sessionId, ifMatch, draft);
  const kept = keptFindings(draft, section);
  const { id, writer } = chooseWriter(deps.models, deps.sectionWriters, {
    model,
    writtenBy: draft.record.generation.model,
    inWords: instruction !== undefined,
  });
  const seed = given ?? deps.newSeed();
  const written = { ...draft.record, ...(await writer(draft.record, { section, instruction, seed, kept }, signal)) };
  signal.throwIfAborted();
  const settled = keepingLocks(draft.record, written, draft.locks);
  const isSame = JSON.stringify(settled) === JSON.stringify(draft.record);
  const noted = withNote(settled, section, id === libraryModel ? `${id}, seed ${seed}` : id);
  const record = isSame ? draft.record : keepingLocks(draft.record, noted, draft.locks);
  return keepChange(
    {
      sessionId,
      draft,
      base: draft,
      mine: { ...draft, record },
      kind: 'regenerated',
      by: { who: by, at: deps.now().toISOString() },
      editId: deps.newId(),
      exact: ifMatch !== undefined,
    },
    deps,
  );
}

/** The case says of each section who wrote it last. */
function withNote(record: CaseRecord, section: Section, by: string): CaseRecord {
  const begins = `Section ${section}: `;
  const notes = record.generation.notes.filter((note) => !note.startsWith(begins));
  return { ...record, generation: { ...record.generation, notes: [...notes, `${begins}written anew by ${by}.`] } };
}
