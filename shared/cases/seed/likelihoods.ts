import { clampLikelihood, highestLikelihood, lowestLikelihood } from '../../reasoning/probability.ts';
import type { CaseRecord, LikelihoodCell } from '../case.ts';
import type { By } from '../edits/author-cell.ts';
import type { MovedRatio } from '../edits/edit-ratios.ts';
import type { Finding } from '../finding.ts';
import { bucketsOf, type Framework, priorsOf, tierLevels } from '../framework.ts';
import { camelKeys } from '../key-case.ts';
import { Provenance } from '../provenance.ts';
import type { MatchedFinding } from './features.ts';
import { type AskedRatio, type Fitted, fitFinding } from './fit-finding.ts';
import type { Problems } from './problems.ts';
import type { SeedRatio, SeedTier } from './seed-schema.ts';

const differ = (a: number, b: number, by: number): boolean => Math.abs(Math.log(a / b)) > by;
/** Half a percent, or what rounding to two or three decimals makes of a small ratio. */
const isRounding = (asked: number, got: number): boolean =>
  !differ(asked, got, 0.005) || [2, 3].some((digits) => asked === Number(got.toFixed(digits)));

/** Which bucket of its tier a row is about, by id, else by name; says which rows name none, and which stand twice. */
export function placeIn(tiers: readonly SeedTier[], rows: readonly SeedRatio[], problems: Problems): (row: SeedRatio) => number {
  const places = new Map<SeedRatio, number>();
  const seen = new Map<string, number>();
  rows.forEach((row, i) => {
    const buckets = tiers.find(({ tier_level }) => tier_level === row.tier_level)?.buckets ?? [];
    const byId = buckets.findIndex(({ id }) => id && id === row.bucket_id);
    const place = byId >= 0 ? byId : buckets.findIndex(({ name }) => name === row.diagnostic_bucket);
    places.set(row, place);
    const path = `feature_likelihood_ratios.${i}`;
    if (place < 0)
      problems.say(`${path}.diagnostic_bucket`, `there is no bucket "${row.diagnostic_bucket}" in tier ${row.tier_level}`);
    if (row.tier_level === 3 && typeof row.probability === 'number' && clampLikelihood(row.probability) !== row.probability)
      problems.say(`${path}.probability`, `must lie between ${lowestLikelihood} and ${highestLikelihood} in tier 3`);
    const key = JSON.stringify([row.feature_category, row.feature_id ?? row.feature_name, row.tier_level, place]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, i);
    else if (place >= 0)
      problems.say(path, `says the same of "${row.feature_name}" and "${row.diagnostic_bucket}" as row ${first}; one is enough`);
  });
  return (row) => places.get(row) ?? -1;
}

type Input = {
  readonly findings: readonly MatchedFinding[];
  readonly framework: Framework;
  readonly rows: readonly SeedRatio[];
  readonly place: (row: SeedRatio) => number;
  readonly by: By;
};

/** The likelihoods of every finding, fitted to the ratios given for it. */
export function likelihoodsOf({ findings, framework, rows, place, by }: Input): {
  likelihoods: CaseRecord['likelihoods'];
  moved: MovedRatio[];
} {
  const priors = priorsOf(framework);
  const buckets = tierLevels.map((tier) => bucketsOf(framework, tier));
  const moved: MovedRatio[] = [];
  const likelihoods = findings.map(({ finding, rows: own }): [string, Record<string, LikelihoodCell>] => {
    // A bucket with every leaf in it has no ratio: there is nothing that it could be told from.
    const given = own.flatMap((i) => {
      const row = rows[i];
      const members = row && buckets[row.tier_level - 1]?.[place(row)]?.members;
      return row && members && members.length < priors.length ? [{ row, members }] : [];
    });
    const before = framework.leaves.map((_, leaf) =>
      storedIn(given.find(({ row, members }) => row.tier_level === 3 && members[0] === leaf)?.row),
    );
    const asked = given.map(
      ({ row, members }): AskedRatio => ({ members, ratio: row.likelihood_ratio, typed: isTyped(row, finding) }),
    );
    const { cells, ratios } = fitFinding({ priors, present: finding.present ?? true, asked, before, by });
    given.forEach(({ row }, i) => {
      const ratio = ratios[i];
      if (ratio && !isRounding(ratio.wanted, ratio.got)) moved.push(movedTo(row, finding, ratio));
    });
    return [finding.id, Object.fromEntries(framework.leaves.flatMap(({ id }, leaf) => (cells[leaf] ? [[id, cells[leaf]]] : [])))];
  });
  return { likelihoods: Object.fromEntries(likelihoods), moved };
}

const movedTo = ({ diagnostic_bucket, tier_level }: SeedRatio, { finding }: Finding, { wanted, got }: Fitted): MovedRatio => ({
  feature_name: finding,
  diagnostic_bucket,
  tier_level,
  asked: wanted,
  got,
});

/** Our own cell, where a client sends it along. */
function storedIn(row: SeedRatio | undefined): LikelihoodCell | undefined {
  const provenance = Provenance.safeParse(camelKeys(row?.provenance)).data;
  const probability = row?.probability;
  return provenance && typeof probability === 'number' ? { probability, provenance } : undefined;
}

/**
 * Whether a ratio was typed. One that is still what the API derived beside it was not: when its client changed a prior or
 * a state instead, the ratio follows from the likelihoods anew.
 */
function isTyped({ likelihood_ratio, lr_positive, lr_negative, present }: SeedRatio, finding: Finding): boolean {
  if (typeof lr_positive !== 'number' || typeof lr_negative !== 'number') return true;
  const state = present === undefined ? finding.present : present;
  // Without a state the API shows 1, or LR+ to a client that has no session.
  const derived = state === null ? [1, lr_positive] : [state ? lr_positive : lr_negative];
  return derived.every((shown) => differ(likelihood_ratio, shown, 1e-9));
}
