import * as z from 'zod';
import type { CaseRecord } from '../../../cases/case.ts';
import { type TextSection, textField } from '../../../cases/sections.ts';
import { askFor } from '../ask-for.ts';
import { textPrompt } from '../prompts.ts';
import { Narrative } from '../schemas.ts';
import { newFaults } from './check.ts';
import type { SectionDesk } from './desk.ts';
import { settledBy } from './settled.ts';

/** One text of a case in other words. */
export async function askText(
  section: TextSection,
  { record, order, audit, ...asking }: SectionDesk,
): Promise<Partial<CaseRecord>> {
  const { title, presentation, patientPersonality, objectives } = record;
  const texts = { title, presentation, patient_personality: patientPersonality, objectives: objectives.join('\n') };
  const faults = newFaults(audit, record);
  const partOf = (answer: Record<string, unknown>): Partial<CaseRecord> => ({ [textField[section]]: answer[section] });
  const faultsOf = (answer: Record<string, unknown>) => faults({ ...record, ...partOf(answer) });
  const answer: Record<string, unknown> = await askFor(
    asking.complete,
    {
      ...asking,
      name: `section_${section}`,
      messages: textPrompt(order, settledBy(record), section, texts),
      schema: z.strictObject({ [section]: Narrative.shape[section] }),
      maxOutputTokens: 800,
      problems: (written) => [
        ...faultsOf(written).problems,
        ...(String(written[section]).length > longest[section] ? [`${section}: at most ${longest[section]} characters`] : []),
      ],
      wishes: (written) => faultsOf(written).wishes,
    },
    asking.signal,
  );
  return partOf(answer);
}

/** What a screen has room for; a wish for a novel is not one that a case can grant. */
const longest: Readonly<Record<TextSection, number>> = {
  title: 200,
  presentation: 3_000,
  patient_personality: 2_000,
  objectives: 2_000,
};
