import type { DifficultyLabel } from '../../../cases/case.ts';
import type { FindingCategory } from '../../../cases/finding.ts';
import { observedLikelihood, posterior } from '../../../reasoning/bayes.ts';
import { at, scaleOdds } from '../../../reasoning/probability.ts';
import type { FindingRow } from '../matrix.ts';
import type { Random } from '../template.ts';
import { type Candidate, compatible, narrow, vitalsOf } from './eligible.ts';
import { type Recipe, recipes } from './quotas.ts';

/** The differential that a draw is judged by. */
export type Stakes = { readonly priors: readonly number[]; readonly primary: number };

const tries = 12;
const categories: readonly FindingCategory[] = ['history', 'physical_exam', 'diagnostic_workup'];

/**
 * Draws the findings of one patient. States come from P(finding | diagnosis), so that patients differ by seed; what the
 * author's description names or denies is fixed and always in. Of several draws the first is kept in which the primary
 * diagnosis leads after all findings and enough, but not too much, points elsewhere; else the one nearest to that, mended
 * by exchanging findings (never by changing a state).
 */
export function drawCase(
  rows: readonly FindingRow[],
  fixed: ReadonlyMap<string, boolean>,
  stakes: Stakes,
  difficulty: DifficultyLabel,
  random: Random,
): Candidate[] {
  const recipe = recipes[difficulty];
  let best: { chosen: Candidate[]; all: Candidate[]; merit: number } | undefined;
  for (let attempt = 0; attempt < tries; attempt++) {
    const all = rows.map((row) => withState(row, fixed, stakes, recipe, random));
    const chosen = choose(all, stakes, recipe, random);
    const merit = meritOf(chosen, stakes, recipe);
    if (!best || merit > best.merit) best = { chosen, all, merit };
    if (merit >= 0) break;
  }
  if (!best) throw new Error('a pack without findings');
  const mended = lead(best.chosen, stakes) > margin ? best.chosen : mend(best.chosen, best.all, stakes);
  const order = new Map(rows.map(({ finding }, i) => [finding.id, i]));
  return mended.toSorted(
    (a, b) =>
      categories.indexOf(a.finding.category) - categories.indexOf(b.finding.category) ||
      (order.get(a.finding.id) ?? 0) - (order.get(b.finding.id) ?? 0),
  );
}

function withState(
  row: FindingRow,
  fixed: ReadonlyMap<string, boolean>,
  { primary }: Stakes,
  { sharpness }: Recipe,
  random: Random,
): Candidate {
  const drawn = random();
  const said = fixed.get(row.finding.id);
  if (said !== undefined) return { ...row, present: said, fixed: true };
  const q = at(row.row, primary);
  const sharpened = scaleOdds(q, (q / (1 - q)) ** (sharpness - 1));
  return { ...row, present: drawn < sharpened, fixed: false };
}

/** log2 of the LR in force for the primary diagnosis. */
export function weightOfEvidence(candidate: Candidate, { priors, primary }: Stakes): number {
  const seen = { likelihoods: candidate.row, present: candidate.present };
  let outside = 0;
  for (let leaf = 0; leaf < priors.length; leaf++)
    if (leaf !== primary) outside += at(priors, leaf) * observedLikelihood(seen, leaf);
  return Math.log2((observedLikelihood(seen, primary) * (1 - at(priors, primary))) / outside);
}

/** Weighted sampling without replacement (Efraimidis–Spirakis keys), category by category, taking only what fits together. */
function choose(all: readonly Candidate[], stakes: Stakes, recipe: Recipe, random: Random): Candidate[] {
  const keyed = all.map((candidate) => {
    const weight = 2 ** (recipe.appetite * Math.min(4, Math.abs(weightOfEvidence(candidate, stakes))));
    const draw = random();
    return { candidate, key: candidate.fixed ? 2 : draw ** (1 / weight) };
  });
  const chosen: Candidate[] = [];
  const left = new Map(Object.entries(recipe.counts));
  for (const { candidate } of keyed.toSorted((a, b) => b.key - a.key)) {
    const room = left.get(candidate.finding.category) ?? 0;
    if (room <= 0 && !candidate.fixed) continue;
    if (!fits(candidate, chosen)) continue;
    chosen.push(candidate);
    left.set(candidate.finding.category, room - 1);
  }
  return chosen;
}

/** Fits beside all that is chosen: no second of a group, no contradiction, and vital signs that can all be true. */
function fits(candidate: Candidate, chosen: readonly Candidate[]): boolean {
  if (!chosen.every((other) => compatible(candidate, other))) return false;
  return (
    [...chosen, candidate].reduce<ReturnType<typeof narrow>>((ranges, item) => ranges && narrow(ranges, vitalsOf(item)), {}) !==
    undefined
  );
}

/** Least lead, in log2 odds over the runner-up, with which a case counts as pointing to its diagnosis. */
const margin = 0.3;

/** log2 of the primary's posterior over that of the best other leaf. */
function lead(chosen: readonly Candidate[], { priors, primary }: Stakes): number {
  const after = posterior(
    priors,
    chosen.map(({ row, present }) => ({ likelihoods: row, present })),
  );
  const rival = Math.max(...after.map((p, leaf) => (leaf === primary ? 0 : p)));
  return Math.log2(at(after, primary) / rival);
}

/** ≥ 0: as the recipe wants it; below, how far from it. */
function meritOf(chosen: readonly Candidate[], stakes: Stakes, { misleading: [fewest, most] }: Recipe): number {
  const share = chosen.filter((candidate) => weightOfEvidence(candidate, stakes) < 0).length / Math.max(1, chosen.length);
  const tooFew = Math.max(0, fewest - share);
  const tooMany = Math.max(0, share - most);
  return Math.min(0, lead(chosen, stakes) - margin) - 5 * (tooFew + tooMany);
}

/** Exchanges the findings that mislead most for ones of their category that do not, until the primary leads. */
function mend(start: readonly Candidate[], all: readonly Candidate[], stakes: Stakes): Candidate[] {
  let chosen = [...start];
  for (let round = 0; round < 16 && lead(chosen, stakes) <= margin; round++) {
    const current = lead(chosen, stakes);
    let best: { chosen: Candidate[]; lead: number } | undefined;
    for (const out of chosen.filter((candidate) => !candidate.fixed)) {
      const rest = chosen.filter((candidate) => candidate !== out);
      for (const candidate of all) {
        if (candidate.finding.category !== out.finding.category || chosen.includes(candidate) || !fits(candidate, rest)) continue;
        const next = [...rest, candidate];
        const gained = lead(next, stakes);
        if (gained > (best?.lead ?? current)) best = { chosen: next, lead: gained };
      }
    }
    if (!best) break;
    chosen = best.chosen;
  }
  return chosen;
}
