import { nameFinder } from '../../reasoning/name-finder.ts';
import { type Differential, fewest, type Outline } from './schemas.ts';

/** Clinical sense of what a model wrote, as far as rules can tell; each problem is a sentence to send back. */

const repeated = (names: readonly string[]): string[] => {
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = name.trim().toLowerCase();
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
};

/** What a body can show and still be somebody's emergency; anything outside is a slip of the unit or the pen. */
const vitalBounds = {
  heart_rate: [20, 260],
  systolic: [40, 300],
  diastolic: [10, 200],
  respiratory_rate: [4, 80],
  temperature: [25, 44],
  oxygen_saturation: [40, 100],
} as const;

/** What a patient would rarely be and say: asked to be put right once, and named by the audits where it stays. */
export function outlineWishes({ patient }: Outline, { names, abbreviations }: Secret): string[] {
  const bounds = Object.entries(vitalBounds) as [keyof typeof vitalBounds, readonly [number, number]][];
  return [
    ...bounds.flatMap(([field, [low, high]]) =>
      patient[field] >= low && patient[field] <= high ? [] : [`patient.${field}: between ${low} and ${high}`],
    ),
    ...leakProblems([patient.chief_complaint], names, abbreviations).map((problem) => `patient.chief_complaint: ${problem}`),
  ];
}

/** What the primary diagnosis is called, which a learner must not read. */
export type Secret = { readonly names: readonly string[]; readonly abbreviations: readonly string[] };

export function outlineProblems(outline: Outline): string[] {
  const categories = ['history', 'physical_exam', 'diagnostic_workup'] as const;
  const all = categories.flatMap((category) => outline[category].map(({ finding }) => finding));
  const { age_years: age, systolic, diastolic } = outline.patient;
  return [
    ...categories.flatMap((category) =>
      outline[category].length < fewest[category] ? [`${category}: at least ${fewest[category]} findings are needed`] : [],
    ),
    ...repeated(all).map((finding) => `the finding "${finding}" stands there twice`),
    ...(all.some((finding) => finding.trim() === '') ? ['a finding has no name'] : []),
    ...(all.some((finding) => finding.includes('?')) ? ['findings are noun phrases, not questions'] : []),
    ...(age >= 0 && age <= 110 ? [] : ['patient.age_years: between 0 and 110']),
    // A patient without a pulse has neither.
    ...(systolic > diastolic || (systolic === 0 && diastolic === 0)
      ? []
      : ['patient: the systolic pressure is above the diastolic one']),
    ...(['name', 'chief_complaint'] as const).flatMap((field) =>
      outline.patient[field].trim() === '' ? [`patient.${field}: must not be empty`] : [],
    ),
  ];
}

export type FlatLeaf = Differential['systems'][number]['groups'][number]['diagnoses'][number] & {
  readonly group: number;
  readonly system: number;
};

/** The tree as a list of leaves that know their group and system by number. */
export function flatten({ systems }: Pick<Differential, 'systems'>): {
  groups: { name: string; system: number }[];
  leaves: FlatLeaf[];
} {
  const groups: { name: string; system: number }[] = [];
  const leaves: FlatLeaf[] = [];
  systems.forEach((system, systemIndex) => {
    for (const group of system.groups) {
      groups.push({ name: group.name, system: systemIndex });
      for (const diagnosis of group.diagnoses) leaves.push({ ...diagnosis, group: groups.length - 1, system: systemIndex });
    }
  });
  return { groups, leaves };
}

const within = (what: string, count: number, low: number, high: number): string[] =>
  count < low || count > high ? [`${what}: between ${low} and ${high} are needed, there are ${count}`] : [];

/** The leaf for all that is not named takes no finding of its own, so no case can be about it. */
function primaryIsTheRest({ systems }: Differential, leaves: readonly FlatLeaf[]): boolean {
  const last = leaves.at(-1);
  if (!last?.is_primary || last.system !== systems.length - 1) return false;
  return /^other\b/i.test(last.name.trim()) || systems.at(-1)?.name.trim().toLowerCase() === 'not named above';
}

export function differentialProblems(differential: Differential): string[] {
  const { groups, leaves } = flatten(differential);
  const tiers = [differential.systems.map(({ name }) => name), groups.map(({ name }) => name), leaves.map(({ name }) => name)];
  const total = leaves.reduce((sum, { percent }) => sum + percent, 0);
  return [
    ...within('systems', differential.systems.length, 4, 6),
    ...within('groups', groups.length, 4, 8),
    ...within('diagnoses', leaves.length, 5, 12),
    ...(differential.systems.some(
      (system) => system.groups.length === 0 || system.groups.some(({ diagnoses }) => diagnoses.length === 0),
    )
      ? ['every system has a group, and every group a diagnosis']
      : []),
    ...(tiers.flat().some((name) => name.trim() === '') ? ['every system, group and diagnosis has a name'] : []),
    ...tiers.flatMap((names) =>
      repeated(names.map((name) => name.trim().slice(0, 15))).map(
        (name) => `two names begin with "${name}"; they must differ within 15 characters`,
      ),
    ),
    ...(leaves.some(({ percent }) => !(percent > 0 && Number.isFinite(percent)))
      ? ['every diagnosis has a percent above 0']
      : []),
    ...(!(Math.abs(total - 100) <= 5) ? [`the percents add up to ${total.toFixed(0)}, not 100`] : []),
    ...(leaves.filter(({ is_primary }) => is_primary).length === 1 ? [] : ['exactly one diagnosis is the primary one']),
    ...(primaryIsTheRest(differential, leaves) ? ['the primary diagnosis is one of the named ones, never the last'] : []),
  ];
}

/** Names of the diagnosis or of a rival in texts that a learner reads. */
export function leakProblems(texts: readonly string[], names: readonly string[], abbreviations: readonly string[]): string[] {
  const find = nameFinder(names, abbreviations);
  return [...new Set(texts.flatMap((text) => find(text)))].map((term) => `"${term}" gives the case away; say it in other words`);
}
