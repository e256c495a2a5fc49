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

export function outlineProblems(outline: Outline): string[] {
  const categories = ['history', 'physical_exam', 'diagnostic_workup'] as const;
  const all = categories.flatMap((category) => outline[category].map(({ finding }) => finding));
  const { patient } = outline;
  return [
    ...categories.flatMap((category) =>
      outline[category].length < fewest[category] ? [`${category}: at least ${fewest[category]} findings are needed`] : [],
    ),
    ...repeated(all).map((finding) => `the finding "${finding}" stands there twice`),
    ...(all.some((finding) => finding.trim() === '') ? ['a finding has no name'] : []),
    ...(all.some((finding) => finding.includes('?')) ? ['findings are noun phrases, not questions'] : []),
    ...(patient.age_years < 0 || patient.age_years > 110 ? ['patient.age_years: between 0 and 110'] : []),
    ...(patient.systolic <= patient.diastolic ? ['patient: the systolic pressure is above the diastolic one'] : []),
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
    ...tiers.flatMap((names) =>
      repeated(names.map((name) => name.slice(0, 15))).map(
        (name) => `two names begin with "${name}"; they must differ within 15 characters`,
      ),
    ),
    ...(leaves.some(({ percent }) => !(percent > 0)) ? ['every diagnosis has a percent above 0'] : []),
    ...(Math.abs(total - 100) > 5 ? [`the percents add up to ${total.toFixed(0)}, not 100`] : []),
    ...(leaves.filter(({ is_primary }) => is_primary).length === 1 ? [] : ['exactly one diagnosis is the primary one']),
  ];
}

/** Names of the diagnosis or of a rival in texts that a learner reads. */
export function leakProblems(texts: readonly string[], names: readonly string[], abbreviations: readonly string[]): string[] {
  const find = nameFinder(names, abbreviations);
  return [...new Set(texts.flatMap((text) => find(text)))].map((term) => `"${term}" gives the case away; say it in other words`);
}
