import type { FindingRow } from '../matrix.ts';
import type { Pack, PackFinding, VitalRanges } from '../pack.ts';

export type Patient = { readonly age: number; readonly sex: 'male' | 'female' };

/** Findings that make sense in this patient and this case: sex, age, and criteria written for one diagnosis only. */
export const eligibleFindings = (pack: Pack, diagnosis: string, { age, sex }: Patient): PackFinding[] =>
  pack.findings.filter(({ only }) => {
    if (only?.sex && only.sex !== sex) return false;
    if (only?.ages && (age < only.ages[0] || age > only.ages[1])) return false;
    return !only?.diagnoses || only.diagnoses.includes(diagnosis);
  });

/** A finding with the state that this patient has. */
export type Candidate = FindingRow & { readonly present: boolean; readonly fixed: boolean };

export const groupOf = ({ finding }: Pick<FindingRow, 'finding'>): string => finding.group ?? finding.id;

/** Whether two findings may stand in one case. */
export const compatible = (a: Pick<Candidate, 'finding'>, b: Pick<Candidate, 'finding'>): boolean =>
  groupOf(a) !== groupOf(b) && !a.finding.excludes.includes(b.finding.id) && !b.finding.excludes.includes(a.finding.id);

export const vitalsOf = ({ finding, present }: Candidate): VitalRanges =>
  (present ? finding.vitals?.present : finding.vitals?.absent) ?? {};

/** The ranges in which both statements are true, or undefined where they contradict each other. */
export function narrow(ranges: VitalRanges, further: VitalRanges): VitalRanges | undefined {
  const narrowed: VitalRanges = { ...ranges };
  for (const [name, range] of Object.entries(further) as [keyof VitalRanges, [number, number] | undefined][]) {
    if (!range) continue;
    const known = narrowed[name];
    const both: [number, number] = known ? [Math.max(known[0], range[0]), Math.min(known[1], range[1])] : range;
    if (both[0] > both[1]) return undefined;
    narrowed[name] = both;
  }
  return narrowed;
}
