import type { ModelCall } from '../../cases/case.ts';
import { isUnestimated } from '../../cases/derive.ts';
import { withCalls } from '../../cases/edits/merge-generations.ts';
import type { SectionWriter } from '../../cases/ports.ts';
import { categoryOf, type TextSection } from '../../cases/sections.ts';
import type { ModelPrice } from '../../models.ts';
import type { Library } from '../library/library.ts';
import { capped } from './capped.ts';
import { missingNote, withoutMissingNote } from './missing-note.ts';
import type { Complete } from './question.ts';
import { recorded } from './recorded.ts';
import type { AuditCase } from './sections/check.ts';
import { askFindings } from './sections/findings.ts';
import { askText } from './sections/texts.ts';

type Deps = {
  readonly complete: Complete;
  readonly model: string;
  readonly price: ModelPrice | undefined;
  /** For cases that another model wrote; a model's own cases keep theirs. */
  readonly temperature: number;
  readonly audit: AuditCase;
  readonly library: () => Promise<Library>;
};

const callsPerRequest = 10;

/** Asks a language model for one section of a case, with the rest of the case as what it has to agree with. */
export const createSectionWriter =
  ({ complete, model, price, temperature: standard, audit, library }: Deps): SectionWriter =>
  async (record, { section, instruction, kept }, signal) => {
    const { description, primaryDiagnosis, generation } = record;
    const calls: ModelCall[] = [];
    // One part that cannot be had ends the others: nobody pays for words that will not be kept.
    const stop = new AbortController();
    const desk = {
      record,
      order: { description, primaryDiagnosis, difficulty: generation.difficulty, wish: instruction },
      complete: capped(recorded(complete, price, calls), callsPerRequest),
      model,
      temperature: generation.model === model ? generation.temperature : standard,
      audit,
      library,
      signal: AbortSignal.any([signal, stop.signal]),
    };
    try {
      const category = categoryOf(section);
      const part = await (category ? askFindings(category, kept, desk) : askText(section as TextSection, desk));
      const after = { ...record, ...part };
      const missing = after.findings.filter(({ id }) => isUnestimated(after, id)).length;
      const notes = [...withoutMissingNote(generation.notes), ...missingNote(missing, after.findings.length)];
      return { ...part, generation: withCalls({ ...generation, notes }, calls) };
    } catch (error) {
      stop.abort(error);
      throw error;
    }
  };
