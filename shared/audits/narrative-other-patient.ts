import type { Audit, Problem } from './audit.ts';
import { learnerTexts } from './learner-text.ts';

const unitYears: Readonly<Record<string, number>> = { year: 1, month: 1 / 12, week: 1 / 52, day: 1 / 365 };
const people = '(?:man|woman|boy|girl|lady|gentleman|male|female|patient|child|infant|baby|toddler|teenager)';
/** Ages that are the patient's: "his 80-year-old mother" and "the 3-year-old car" are not. */
const ages: readonly RegExp[] = [
  new RegExp(
    `(?<!\\b(?:his|her|my|their|our|its|another|other|'s)\\s(?:\\w+\\s)?)\\b(\\d{1,3})[\\s-](year|month|week|day)s?[\\s-]old(?:\\s(?:\\w+\\s)?${people}\\b|,|(?= (?:is|was|has|presents|comes|arrives|walks|who|with)\\b))`,
    'giu',
  ),
  new RegExp(`\\b(?:this|an?|the) ${people} (?:of|aged) (\\d{1,3})(?! ?(?:kg|cm|minutes|hours|days|%))\\b`, 'giu'),
  /(?:^|[.!?]\s)(?!(?:his|her|my|their|our|the|an?)\b)[\p{L}' ]{2,40}, aged (\d{1,3})\b/giu,
  /\b(?:I'm|I am|he is|she is|he's|she's) (\d{1,3})(?: years old|(?=[.,]))/giu,
];

function statedAges(text: string): number[] {
  return ages.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, digits = '', unit = 'year']) => Number(digits) * (unitYears[unit.toLowerCase()] ?? 1)),
  );
}

/** Babies are told in months, and a birthday may lie between. */
const sameAge = (told: number, charted: number): boolean =>
  Math.abs(told - charted) <= (charted < 3 ? 0.5 : 1) || Math.floor(told) === Math.floor(charted);

const nouns = {
  male: /\b(?:this|an?|the) (?:(?:\d{1,3}-(?:year|month|week)-old|\w+) ){0,2}(?:man|gentleman|boy|schoolboy)\b|\bMr\b/i,
  female: /\b(?:this|an?|the) (?:(?:\d{1,3}-(?:year|month|week)-old|\w+) ){0,2}(?:woman|lady|girl|schoolgirl)\b|\bM(?:r)?s\b/i,
} as const;
const pronouns = { male: /\b(?:he|him|his|himself)\b/gi, female: /\b(?:she|her|hers|herself)\b/gi } as const;
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** A narrative that only ever speaks of the other sex. One "her" may be a wife. */
function speaksOf(text: string, sex: 'male' | 'female'): boolean {
  const other = sex === 'male' ? 'female' : 'male';
  if (count(text, pronouns[other]) > 0 || nouns[other].test(text)) return false;
  return count(text, pronouns[sex]) >= 2 || nouns[sex].test(text);
}

/** The presentation, title and chief complaint tell of the patient on the door chart, not of one of another age or sex. */
export const narrativeOtherPatient: Audit = (record) => {
  const { doorChart } = record;
  if (!doorChart) return [];
  const told = learnerTexts(record).filter(({ field }) => /(?:title|presentation|chief_complaint|expected_answer)$/.test(field));
  return told.flatMap(({ field, text }): Problem[] => {
    const plain = text.replace(/’/g, "'");
    // In an answer "he is 70" may be the husband: there only the patient's own "I'm 70" counts.
    const answer = field.endsWith('expected_answer');
    const spoken = answer ? (plain.match(/\b(?:I'm|I am) \d{1,3}(?: years old\b|(?=[.,]|$))/gi)?.join(' ') ?? '') : plain;
    const wrong = statedAges(answer ? `${spoken}.` : spoken).find((age) => !sameAge(age, doorChart.age));
    const other = doorChart.sex === 'male' ? 'female' : 'male';
    return [
      ...(wrong === undefined
        ? []
        : [
            problem(
              'narrative-other-age',
              `Here the patient is ${shownAge(wrong)} old, on the door chart ${shownAge(doorChart.age)}.`,
              field,
              'age',
            ),
          ]),
      ...(field.endsWith('presentation') && speaksOf(plain, other)
        ? [problem('narrative-other-sex', `Here the patient is ${other}, on the door chart ${doorChart.sex}.`, field, 'sex')]
        : []),
    ];
  });
};

const shownAge = (years: number): string => (years < 2 ? `${Math.round(years * 12)} months` : `${Math.floor(years)} years`);

const problem = (id: string, sentence: string, field: string, chart: 'age' | 'sex'): Problem => ({
  id,
  severity: 'warning',
  sentence,
  fields: [field, `/case_details/door_chart/${chart}`],
});
