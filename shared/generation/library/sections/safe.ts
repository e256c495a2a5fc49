import type { CaseRecord } from '../../../cases/case.ts';
import { AppError } from '../../../errors.ts';
import { nameFinder } from '../../../reasoning/name-finder.ts';
import type { Line, PackFinding } from '../pack.ts';

/** Whether a learner of this case may read a text: an author's own bucket may have a name that the packs' sentences use. */
export type IsSafe = (text: string) => boolean;

export function isSafeFor({ primaryDiagnosis, primaryAliases, framework }: CaseRecord): IsSafe {
  const names = [primaryDiagnosis, ...primaryAliases.names, ...framework.leaves.map(({ name }) => name)];
  const leaks = nameFinder([...new Set(names)], primaryAliases.abbreviations);
  return (text) => leaks(text).length === 0;
}

/** The variants that may be said, or a refusal where names of the case stand in all of them. */
export function sayable<T extends string | Line>(variants: readonly T[], isSafe: IsSafe): T[] {
  const safe = variants.filter((variant: string | Line) => isSafe(typeof variant === 'string' ? variant : variant.text));
  if (safe.length > 0) return safe;
  throw new AppError(
    'conflict',
    'Every wording that the built-in library has for this section names a diagnosis of the framework. Rename the bucket, or choose a language model.',
  );
}

/** A finding with the sentences that may be said; undefined where none are left of those that it needs. */
export function safeFinding(finding: PackFinding, isSafe: IsSafe): PackFinding | undefined {
  const [ask, why, present, absent] = [finding.ask, finding.why, finding.present, finding.absent].map((texts) =>
    texts.filter(isSafe),
  );
  if (!ask?.length || !present?.length || !absent?.length || !why || (finding.why.length > 0 && why.length === 0))
    return undefined;
  return { ...finding, ask, why, present, absent };
}
