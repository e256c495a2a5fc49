import type { FindingCategory } from '../../cases/finding.ts';
import { figureWeight } from '../../reasoning/published-figure.ts';
import type { Figure } from '../library/figure.ts';
import type { Library } from '../library/library.ts';
import type { Pack } from '../library/pack.ts';
import { type Carried, findingIndex, indexKey } from './finding-index.ts';
import { type Complaint, meaningOf, modalitiesOf } from './finding-meaning.ts';

/** A finding as a model writes it; `test` says how a result of the workup was got. */
export type WrittenFinding = {
  readonly category: FindingCategory;
  readonly finding: string;
  readonly test?: string | undefined;
};

/** What else is known of the case. Without an age an adult is assumed. */
export type MatchContext = {
  /** Packs whose figures may be taken, the one nearest to the case first; all when not given. */
  readonly packs?: readonly Pack[];
  readonly age?: number | undefined;
  /** The case's primary diagnosis: some findings are asked for only where that is in question. */
  readonly primary?: string | undefined;
};

const complaints: readonly Complaint[] = ['chest', 'abdomen', 'head', 'none'];
const assumedAge = 40;

/** The published figures that say how often this finding goes with these diagnoses: one for a diagnosis, or none. */
export function matchFinding(
  library: Library,
  diagnosisIds: readonly string[],
  finding: WrittenFinding,
  context: MatchContext = {},
): Carried[] {
  const keys = complaints.map((complaint) => ({ complaint, keys: wordings(finding, complaint) }));
  const index = findingIndex(library);
  return diagnosisIds.flatMap((diagnosis) => {
    const found = keys.flatMap(({ complaint, keys: said }) =>
      said.flatMap((key) => index.get(indexKey(diagnosis, finding.category, complaint, key)) ?? []),
    );
    const chosen = choose(found, context);
    return chosen ? [chosen] : [];
  });
}

/** The finding in its own words; a result that does not say how it was got, also with the test's name for that. */
function wordings({ finding, category, test }: WrittenFinding, complaint: Complaint): string[] {
  const own = meaningOf(finding, category, complaint);
  if (!own) return [];
  const how = category === 'diagnostic_workup' && test && modalitiesOf(finding).length === 0 ? modalitiesOf(test) : [];
  const [only] = how;
  const told = only && how.length === 1 ? meaningOf(`${finding} on ${only}`, category, complaint) : undefined;
  return told && told.key !== own.key ? [own.key, told.key] : [own.key];
}

/** Of several figures the one from the pack nearest to the case; where one pack has two that differ, none. */
function choose(found: readonly Carried[], { packs, age, primary }: MatchContext): Carried | undefined {
  const rank = (pack: Pack): number => (packs ? packs.indexOf(pack) : 0);
  const fitting = found.filter(({ finding, pack }) => rank(pack) >= 0 && suits(finding, pack, age, primary));
  if (fitting.length === 0) return undefined;
  const nearest = Math.min(...fitting.map(({ pack }) => rank(pack)));
  const near = fitting.filter(({ pack }) => rank(pack) === nearest);
  const specific = near.filter(({ finding }) => (finding.only?.ages !== undefined) === (age !== undefined));
  const best = specific.length > 0 ? specific : near;
  const perPack = Map.groupBy(best, ({ pack }) => pack.id);
  if ([...perPack.values()].some((carried) => carried.some((other) => !sameNumbers(other.figure, carried[0]?.figure))))
    return undefined;
  return best.toSorted((a, b) => figureWeight(b.figure) - figureWeight(a.figure) || a.figure.id.localeCompare(b.figure.id))[0];
}

/** Children's figures are for children, and what is asked for only in some ages or diseases stays there. */
function suits({ only }: Carried['finding'], { informant }: Pack, age: number | undefined, primary: string | undefined): boolean {
  const years = age ?? assumedAge;
  if (informant === 'parent' && years >= 18) return false;
  if (only?.ages && (years < only.ages[0] || years > only.ages[1]) && (age !== undefined || only.ages[1] < 18)) return false;
  return !only?.diagnoses || primary === undefined || only.diagnoses.includes(primary);
}

const sameNumbers = (figure: Figure, other: Figure | undefined): boolean =>
  figure.lrPositive === other?.lrPositive &&
  figure.lrNegative === other.lrNegative &&
  figure.sensitivity === other.sensitivity &&
  figure.specificity === other.specificity;
