import type { DifficultyLabel } from '../../../cases/case.ts';
import type { FindingCategory } from '../../../cases/finding.ts';
import { at, scaleOdds } from '../../../reasoning/probability.ts';
import type { FindingRow } from '../matrix.ts';
import type { Random } from '../template.ts';
import { type Candidate, compatible, narrow, vitalsOf } from './eligible.ts';
import { mend } from './mend.ts';
import { type Recipe, recipes } from './quotas.ts';
import { leadOf, margin, type Stakes, weightOfEvidence } from './stakes.ts';

const tries = 16;
/** Probabilities below this, or above 1 minus this, are left as they are or sharpened, never flattened. */
const rare = 0.05;
/** A test positive in at least this share of patients with the diagnosis is positive here; in at most 3 %, negative. */
const settling = 0.85;
const settlingAbsence = 0.97;
/** A state at least this probable counts in full when findings are chosen. */
const usual = 0.15;
const categories: readonly FindingCategory[] = ['history', 'physical_exam', 'diagnostic_workup'];

/** What a draw finds there already, when only some findings of a case are drawn anew. */
export type Beside = {
  readonly findings: readonly Candidate[];
  /** States that are not open any more, for findings that need not be drawn. */
  readonly decided: ReadonlyMap<string, boolean>;
  readonly counts: Recipe['counts'];
};

/**
 * Draws the findings of one patient. States come from P(finding | diagnosis), so that patients differ by seed; what the
 * author's description names or denies is fixed and always in. Of several draws the first is kept in which the primary
 * diagnosis leads after all findings and the share of helpful and misleading ones is as the recipe wants it; else the one
 * nearest to that. A primary that still does not lead is helped by exchanging findings, never by changing a state.
 */
export function drawCase(
  rows: readonly FindingRow[],
  fixed: ReadonlyMap<string, boolean>,
  stakes: Stakes,
  difficulty: DifficultyLabel,
  random: Random,
  beside?: Beside,
): Candidate[] {
  const recipe = beside ? { ...recipes[difficulty], counts: beside.counts } : recipes[difficulty];
  const there = beside?.findings ?? [];
  let best: { chosen: Candidate[]; all: Candidate[]; merit: number } | undefined;
  for (let attempt = 0; attempt < tries; attempt++) {
    const all = rows.map((row) => withState(row, fixed, stakes, recipe, random, beside?.decided));
    const chosen = choose(all, stakes, recipe, random, there);
    const merit = meritOf(chosen, stakes, recipe);
    if (!best || merit > best.merit) best = { chosen, all, merit };
    if (merit >= 0) break;
  }
  if (!best) throw new Error('a pack without findings');
  const mended = leadOf(best.chosen, stakes) > margin ? best.chosen : mend(best.chosen, best.all, stakes, fits);
  const order = new Map(rows.map(({ finding }, i) => [finding.id, i]));
  return mended
    .filter((candidate) => !there.includes(candidate))
    .toSorted(
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
  decided?: ReadonlyMap<string, boolean>,
): Candidate {
  const drawn = random();
  const said = fixed.get(row.finding.id);
  if (said !== undefined) return { ...row, present: said, fixed: true };
  const known = decided?.get(row.finding.id);
  if (known !== undefined) return { ...row, present: known, fixed: false };
  const q = at(row.row, primary);
  // The test that settles a diagnosis settles it: nobody teaches an embolism with a clean angiogram.
  if (row.finding.category === 'diagnostic_workup' && (q >= settling || q <= 1 - settlingAbsence))
    return { ...row, present: q >= settling, fixed: false };
  // What hardly ever happens is not made commoner by a case that strays from the textbook.
  const exponent = q < rare || q > 1 - rare ? Math.max(1, sharpness) : sharpness;
  const sharpened = scaleOdds(q, (q / (1 - q)) ** (exponent - 1));
  return { ...row, present: drawn < sharpened, fixed: false };
}

/** Weighted sampling without replacement (Efraimidis–Spirakis keys), category by category, taking only what fits together. */
function choose(
  all: readonly Candidate[],
  stakes: Stakes,
  recipe: Recipe,
  random: Random,
  there: readonly Candidate[],
): Candidate[] {
  const keyed = all.map((candidate) => {
    const evidence = 2 ** (recipe.appetite * Math.min(4, Math.abs(weightOfEvidence(candidate, stakes))));
    const weight = evidence * (isPublished(candidate, stakes) ? 2 : 1) * plausibility(candidate, stakes);
    const draw = random();
    return { candidate, key: candidate.fixed ? 2 : draw ** (1 / weight) };
  });
  const chosen: Candidate[] = [...there];
  const left = new Map(Object.entries(recipe.counts));
  for (const { candidate } of keyed.toSorted((a, b) => b.key - a.key)) {
    const room = left.get(candidate.finding.category) ?? 0;
    if ((room <= 0 && !candidate.fixed) || !fits(candidate, chosen)) continue;
    chosen.push(candidate);
    left.set(candidate.finding.category, room - 1);
  }
  return chosen;
}

/** An improbable state is strong evidence, and would be picked for it: a case should hold no more of them than life does. */
const plausibility = ({ row, present }: Candidate, { primary }: Stakes): number => {
  const q = at(row, primary);
  return Math.min(1, (present ? q : 1 - q) / usual);
};

/** Of two findings that tell as much, the one with a published figure for the case's diagnosis is worth more to a teacher. */
const isPublished = ({ cells }: Candidate, { primary }: Stakes): boolean => cells[primary]?.provenance.source === 'published';

/** Fits beside all that is chosen: no second of a group, no contradiction, and vital signs that can all be true. */
function fits(candidate: Candidate, chosen: readonly Candidate[]): boolean {
  if (!chosen.every((other) => compatible(candidate, other))) return false;
  return (
    [...chosen, candidate].reduce<ReturnType<typeof narrow>>((ranges, item) => ranges && narrow(ranges, vitalsOf(item)), {}) !==
    undefined
  );
}

const outside = (value: number, [fewest, most]: readonly [number, number]): number => Math.max(0, fewest - value, value - most);

/** 0: as the recipe wants it; below, how far from it. */
function meritOf(chosen: readonly Candidate[], stakes: Stakes, { misleading, discriminating }: Recipe): number {
  const weights = chosen.map((candidate) => weightOfEvidence(candidate, stakes));
  const share = weights.filter((weight) => weight < 0).length / Math.max(1, weights.length);
  const strong = weights.filter((weight) => Math.abs(weight) >= 1).length;
  return Math.min(0, leadOf(chosen, stakes) - margin) - 5 * outside(share, misleading) - outside(strong, discriminating);
}
