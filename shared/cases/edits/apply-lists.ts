import type { CaseRecord } from '../case.ts';
import type { By } from './author-cell.ts';
import { editDetails } from './edit-details.ts';
import { editFramework } from './edit-framework.ts';
import { editRatios, type MovedRatio } from './edit-ratios.ts';
import type { ListsPatch } from './lists.ts';

/** Other names of a diagnosis, which a learner must not read either. */
export type Aliases = CaseRecord['primaryAliases'];

/** The lists of an edit, in the order in which they stand on each other: words, tree, numbers. */
export function applyLists(
  record: CaseRecord,
  patch: ListsPatch,
  aliases: Aliases | undefined,
  by: By,
): { record: CaseRecord; moved: MovedRatio[] } {
  const named = {
    ...record,
    ...(patch.title === undefined ? {} : { title: patch.title }),
    ...(patch.description === undefined ? {} : { description: patch.description }),
  };
  const diagnosed = patch.primary_diagnosis === undefined ? named : withDiagnosis(named, patch.primary_diagnosis, aliases);
  const detailed = patch.case_details === undefined ? diagnosed : editDetails(diagnosed, patch.case_details);
  const framed = patch.diagnostic_framework === undefined ? detailed : editFramework(detailed, patch.diagnostic_framework, by);
  return patch.feature_likelihood_ratios === undefined
    ? { record: framed, moved: [] }
    : editRatios(framed, patch.feature_likelihood_ratios, by);
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
