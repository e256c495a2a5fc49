import type { Leaf, VitalRanges } from '../pack.ts';
import { type Candidate, narrow, vitalsOf } from './eligible.ts';

/** The leaf's usual vital signs, narrowed to what the findings state; where the two disagree the findings are right. */
export function vitalRanges(leaf: Leaf, candidates: readonly Candidate[]): VitalRanges {
  const stated = candidates.reduce<VitalRanges>((ranges, candidate) => narrow(ranges, vitalsOf(candidate)) ?? ranges, {});
  const merged: VitalRanges = { ...leaf.vitals };
  for (const [name, range] of Object.entries(stated) as [keyof VitalRanges, [number, number]][]) {
    merged[name] = narrow({ [name]: leaf.vitals[name] }, { [name]: range })?.[name] ?? range;
  }
  return merged;
}
