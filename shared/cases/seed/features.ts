import type { Finding, FindingCategory } from '../finding.ts';
import type { Problems } from './problems.ts';
import type { SeedCase, SeedDetails, SeedRatio } from './seed-schema.ts';
import { sameName, tellingWords } from './words.ts';

/** One finding of the seed before it has its name: what the learner asks is all that older clients know. */
type Item = {
  readonly category: FindingCategory;
  readonly asked: string;
  readonly id: string | null;
  readonly named: string | null;
  readonly present: boolean | null;
  readonly complete: (id: string, finding: string, present: boolean | null) => Finding;
};

/** A feature as the list of ratios names it, with the places of its rows in that list. */
type Feature = { readonly name: string; readonly category: FindingCategory; readonly id: string | null; readonly rows: number[] };

export type MatchedFinding = {
  readonly finding: Finding /** Places in feature_likelihood_ratios. */;
  readonly rows: readonly number[];
};

const categories: readonly FindingCategory[] = ['history', 'physical_exam', 'diagnostic_workup'];
const letters = { history: 'h', physical_exam: 'e', diagnostic_workup: 't' } as const;

/**
 * The findings with their rows of ratios. A row finds its finding by id, else by the finding's name, else by the question,
 * examination or test, else by words of it that no other has. What is left on both sides of a category goes by order where
 * they are as many: older clients send our features without the names of our findings. A feature that fits nothing is named.
 */
export function matchFeatures(
  { case_details, feature_likelihood_ratios }: Pick<SeedCase, 'case_details' | 'feature_likelihood_ratios'>,
  problems: Problems,
  notes: string[],
): MatchedFinding[] {
  const items = itemsOf(case_details);
  const features = featuresOf(feature_likelihood_ratios);
  const featureOf = new Map<Item, Feature>();
  const left = new Set(features);
  const pair = (fits: (feature: Feature, item: Item) => boolean, onlyOne = false): void => {
    for (const feature of left) {
      const fitting = items.filter((item) => item.category === feature.category && !featureOf.has(item) && fits(feature, item));
      const [item] = fitting;
      if (!item || (onlyOne && fitting.length > 1)) continue;
      featureOf.set(item, feature);
      left.delete(feature);
    }
  };
  pair(({ id }, item) => id !== null && id === item.id);
  pair(({ name }, { named }) => named !== null && sameName(bare(name)) === sameName(named));
  pair(({ name }, { named, id }) => named !== null && sameName(name) === sameName(`${named} (${id})`));
  pair(({ name }, { asked }) => sameName(bare(name)) === sameName(asked));
  pair(({ name }, { asked, named }) => named === null && isPartOf(bare(name), asked), true);
  for (const category of categories) {
    const nameless = items.filter((item) => item.category === category && item.named === null && !featureOf.has(item));
    const strangers = [...left].filter((feature) => feature.category === category);
    if (strangers.length === 0 || strangers.length !== nameless.length) continue;
    notes.push(
      `The features of ${category} were matched to its items by their order: ${strangers.map(({ name }) => `"${name}"`).join(', ')}.`,
    );
    strangers.forEach((feature, i) => {
      const item = nameless[i];
      if (item) featureOf.set(item, feature);
      left.delete(feature);
    });
  }
  for (const { name, category, rows } of left)
    problems.say(
      `feature_likelihood_ratios.${rows[0]}.feature_name`,
      `"${name}" is no ${category} finding of case_details, nor what is asked for one`,
    );
  return named(items, featureOf, feature_likelihood_ratios);
}

/** Feature names of exported files say the state around the words of the finding. */
const bare = (name: string): string =>
  name.replace(/^(patient has|patient does not have|physical finding|test result): /i, '').replace(/ \(absent\)$/i, '');
const statedIn = (name: string): boolean | null =>
  /^patient does not have: | \(absent\)$/i.test(name) ? false : /^patient has: /i.test(name) ? true : null;

function isPartOf(name: string, asked: string): boolean {
  const [words, among] = [tellingWords(name), tellingWords(asked)];
  return words.size > 0 && [...words].every((word) => among.has(word));
}

function featuresOf(rows: readonly SeedRatio[]): Feature[] {
  const features = new Map<string, Feature>();
  rows.forEach(({ feature_name: name, feature_category: category, feature_id }, place) => {
    const key = JSON.stringify([category, feature_id ?? null, sameName(name)]);
    const known = features.get(key) ?? { name, category, id: feature_id ?? null, rows: [] };
    known.rows.push(place);
    features.set(key, known);
  });
  return [...features.values()];
}

/** A finding's id is the client's, else the next that is free; its name is the client's, else the feature's, else what is asked. */
function named(items: readonly Item[], featureOf: ReadonlyMap<Item, Feature>, rows: readonly SeedRatio[]): MatchedFinding[] {
  const taken = new Set(items.flatMap(({ id }) => id ?? []));
  const freeId = (letter: string): string => {
    let number = 1;
    while (taken.has(`${letter}${number}`)) number++;
    taken.add(`${letter}${number}`);
    return `${letter}${number}`;
  };
  return items.map((item) => {
    const feature = featureOf.get(item);
    const stated = feature?.rows.flatMap((place) => rows[place]?.present ?? []);
    const present = item.present ?? stated?.[0] ?? (feature ? statedIn(feature.name) : null);
    const id = item.id ?? freeId(letters[item.category]);
    return {
      finding: item.complete(id, item.named ?? (feature ? bare(feature.name) : item.asked), present),
      rows: feature?.rows ?? [],
    };
  });
}

const itemsOf = ({ history_questions, physical_exam_findings, diagnostic_workup }: SeedDetails): Item[] => [
  ...history_questions.map(
    ({ question, expected_answer, ...item }): Item => ({
      ...shared(item),
      category: 'history',
      asked: question,
      complete: (id, finding, present) => ({
        id,
        finding,
        present,
        category: 'history',
        question,
        expectedAnswer: expected_answer,
      }),
    }),
  ),
  ...physical_exam_findings.map(
    ({ examination, findings, ...item }): Item => ({
      ...shared(item),
      category: 'physical_exam',
      asked: examination,
      complete: (id, finding, present) => ({ id, finding, present, category: 'physical_exam', examination, findings }),
    }),
  ),
  ...diagnostic_workup.map(
    ({ test, rationale, result, ...item }): Item => ({
      ...shared(item),
      category: 'diagnostic_workup',
      asked: test,
      complete: (id, finding, present) => ({
        id,
        finding,
        present,
        category: 'diagnostic_workup',
        test,
        rationale,
        result: result ?? '',
      }),
    }),
  ),
];

type Given = {
  readonly id?: string | null | undefined;
  readonly finding?: string | null | undefined;
  readonly present?: boolean | null | undefined;
};
const shared = ({ id, finding, present }: Given) => ({ id: id ?? null, named: finding ?? null, present: present ?? null });
