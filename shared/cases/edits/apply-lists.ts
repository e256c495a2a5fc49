import type { CaseRecord } from '../case.ts';
import type { By } from './author-cell.ts';
import { editDetails } from './edit-details.ts';
import { editFramework } from './edit-framework.ts';
import { editRatios } from './edit-ratios.ts';
import type { ListsPatch } from './lists.ts';
import type { Asked } from './match-ratios.ts';

/** Other names of a diagnosis, which a learner must not read either. */
export type Aliases = CaseRecord['primaryAliases'];

/**
 * The lists of an edit, in the order in which they stand on each other: words, tree, numbers. What is sent back as it was
 * shown in `record` is no edit, also where another part of the same edit moves it.
 */
export function applyLists(
  record: CaseRecord,
  patch: ListsPatch,
  aliases: Aliases | undefined,
  by: By,
): { record: CaseRecord; edits: readonly Asked[] } {
  const described = patch.description === undefined ? record : { ...record, description: patch.description };
  const detailed = patch.case_details === undefined ? described : editDetails(described, patch.case_details);
  const titled = { ...detailed, title: titleOf(record, patch) };
  const framed = patch.diagnostic_framework === undefined ? titled : editFramework(titled, patch.diagnostic_framework, by);
  const diagnosed = patch.primary_diagnosis === undefined ? framed : withDiagnosis(framed, patch.primary_diagnosis, aliases);
  return patch.feature_likelihood_ratios === undefined
    ? { record: diagnosed, edits: [] }
    : editRatios(diagnosed, patch.feature_likelihood_ratios, record, by);
}

/** The title stands in two places; the one that differs from what is there is the edit. */
function titleOf({ title }: CaseRecord, patch: ListsPatch): string {
  const given = [patch.title, patch.case_details?.title].filter((one) => one !== undefined);
  return given.find((one) => one !== title) ?? title;
}

/** Another primary diagnosis: the leaf of that name, where there is one, becomes the primary leaf. */
function withDiagnosis(record: CaseRecord, primaryDiagnosis: string, aliases: Aliases | undefined): CaseRecord {
  if (primaryDiagnosis === record.primaryDiagnosis) return record;
  const leaf = record.framework.leaves.find(({ name }) => name.toLowerCase() === primaryDiagnosis.toLowerCase());
  return {
    ...record,
    primaryDiagnosis,
    primaryAliases: aliases ?? { names: [primaryDiagnosis], abbreviations: [] },
    framework: leaf ? { ...record.framework, primaryLeafId: leaf.id } : record.framework,
  };
}
