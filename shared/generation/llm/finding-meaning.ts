import type { FindingCategory } from '../../cases/finding.ts';
import { normalise } from '../library/normalise.ts';
import { definedBy, fillers, implied, lasting, modalities, tellers } from './clinical-words.ts';
import { type Quantity, takeQuantities } from './quantity.ts';
import { synonyms } from './synonyms.ts';

/** What a finding says, as a set: its content words (negated ones marked), then its quantities. Equal keys mean the same. */
export type Meaning = { readonly key: string; readonly words: ReadonlySet<string>; readonly quantities: readonly string[] };

/** Of whom or what every patient with the complaint complains: "chest pain" is "pain" where all have it in the chest. */
export type Complaint = 'chest' | 'abdomen' | 'head' | 'none';

const complaintWords: Record<Complaint, readonly [RegExp, string][]> = {
  chest: [[/\bchest (?:pain|discomfort)\b/g, 'pain']],
  abdomen: [[/\b(?:abdominal|pelvic) pain\b/g, 'pain']],
  head: [[/\b(?:with|of|during) (?:the )?headache\b/g, ' ']],
  none: [],
};

const longestFirst = [...synonyms.keys()].toSorted((a, b) => b.length - a.length);
const variants = new RegExp(`(?<![a-z0-9])(?:${longestFirst.join('|')})(?![a-z0-9])`, 'g');

const spelling = (text: string): string =>
  normalise(text)
    .replace(/noea/g, 'nea')
    .replace(/leuco/g, 'leuko')
    .replace(/colour/g, 'color')
    .replace(/melaena/g, 'melena')
    .replace(/(al|il)ise/g, '$1ize')
    .replace(/\bx rays?\b/g, 'x ray');

const negators = new Set('no not without absence absent lack lacking denies denied never negative none nor cannot'.split(' '));
const negatedBackwards = new Set(['absent', 'negative', 'denied']);

/** Plurals and -ing, -ed, -ion, -ness taken off, so that "radiating", "radiates" and "radiation" are one word. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  const singular = /(?:ss|us|is)$/.test(word) ? word : word.replace(/ies$/, 'y').replace(/s$/, '');
  if (singular.length < 5) return singular;
  const bare = singular.replace(/(?:ness|ment|ing|ed|ion|ly|en)$/, '');
  const kept = bare.length < 4 ? singular : bare;
  return kept.replace(/([bdgmnpt])\1$/, '$1').replace(/e$/, '');
}

const stems = (words: ReadonlySet<string>): ReadonlySet<string> => new Set([...words].map(stem));
const fillerStems = stems(fillers);
const tellerStems = stems(tellers);
const lastingStems = stems(lasting);
const modalityStems = stems(modalities);
const impliedStems = new Map([...implied].map(([word, by]) => [stem(word), by.map(stem)]));
const definedStems = new Map([...definedBy].map(([comparator, words]) => [comparator, stems(words)]));

/** The content words of a text's clauses; those that a negation governs are marked. */
function contentWords(clauses: readonly string[]): string[] {
  let found: string[] = [];
  for (const clause of clauses) {
    const tokens = clause.split(' ').filter((token) => token !== '' && !fillers.has(token));
    // "Rebound (RLQ): negative", "fluid wave (thrill) absent": the last word speaks of all that stands before it.
    if (tokens.length === 1 && negatedBackwards.has(tokens[0] ?? ''))
      found = [...found.map(negate), ...(found.some(isNegated) ? [twice] : [])];
    else found.push(...clauseWords(tokens));
  }
  return found;
}

function clauseWords(tokens: readonly string[]): string[] {
  const found: string[] = [];
  let negated = false;
  let onlyNext = false;
  for (const [i, token] of tokens.entries()) {
    if (negatedBackwards.has(token) && i === tokens.length - 1 && found.length > 0)
      return [...found.map(negate), ...(negated ? [twice] : [])];
    if (negators.has(token)) {
      // A denial of a denial ("no inability to walk") is neither: it means what it says only to itself.
      if (negated) found.push(twice);
      negated = true;
    } else if (token === 'non') onlyNext = true;
    else if (token === 'but') negated = false;
    else if (!fillerStems.has(stem(token))) {
      found.push(negated || onlyNext ? negate(stem(token)) : stem(token));
      onlyNext = false;
    }
  }
  return found;
}

const twice = 'not:not';
const isNegated = (word: string): boolean => word.startsWith('not:');
const negate = (word: string): string => (isNegated(word) ? word : `not:${word}`);

/** Numbers written without a unit that the measure itself tells. */
const usualUnits: readonly [word: string, unit: string][] = [
  ['heartrat', '/min'],
  ['resprat', '/min'],
  ['systolicpressur', 'mmHg'],
  ['diastolicpressur', 'mmHg'],
  ['saturat', '%'],
  ['temperatur', 'C'],
  ['fever', 'C'],
];

/** Whose age the words name is asked elsewhere; who printed it says nothing of what was found. */
const asides =
  /\b(?:in a |of a )?(?:child|children|adults?|boys|infants?)\b|\((?=[^)]*(?:\b(?:19|20)\d\d\b|\bpooled\b|meta-analysis|\breview\b|any age|any definition))[^)]*\)/gi;
/** What a finding says, in words that can be compared: undefined where nothing is left to compare. */
export function meaningOf(text: string, category: FindingCategory, complaint: Complaint = 'none'): Meaning | undefined {
  const { rest, quantities } = takeQuantities(text.replace(asides, ' '));
  const clauses = rest.replace(/\//g, ' or ').split(/[,;()]/);
  const words = new Set(contentWords(clauses.map((clause) => inOneWay(clause, category, complaint))));
  if (category === 'history') for (const word of tellerStems) words.delete(word);
  if (category === 'physical_exam') words.delete('measur');
  const measured = asMeasured(words, quantities);
  dropWhatIsSaid(words, measured);
  if (category === 'history') dropLasting(words);
  const content = [...words].filter((word) => word !== 'and' && word !== 'or');
  if (content.every((word) => modalityStems.has(word))) return undefined;
  const shown = measured.map(({ comparator, value, unit }) => `${comparator}${value}${unit}`).toSorted();
  return {
    key: [...content.toSorted(), ...joiners(words, content), ...new Set(shown)].join(' '),
    words: new Set(content),
    quantities: shown,
  };
}

const inOneWay = (clause: string, category: FindingCategory, complaint: Complaint): string => {
  const told = category === 'history' ? clause.replace(/\b(?:by|at) (?:the )?(?:patient|home|parent|caregiver)\b/g, ' ') : clause;
  const spelled = spelling(told).replace(variants, (variant) => synonyms.get(variant) ?? variant);
  const asked = spelled.replace(assays, (_all, first = '', second = '') => `raised ${first}${second}`);
  return complaintWords[complaint].reduce((current, [from, to]) => current.replace(from, to), asked);
};

/** How something was looked for, as far as the text says it. */
export const modalitiesOf = (text: string): string[] => {
  const words = spelling(takeQuantities(text).rest)
    .replace(variants, (variant) => synonyms.get(variant) ?? variant)
    .split(' ');
  return ['ecg', 'cxr', 'ct', 'ctpa', 'cta', 'mri', 'ultrasound', 'pocus'].filter((modality) => words.includes(modality));
};

/** "And" and "or" tell what is joined, where two things are. */
const joiners = (words: ReadonlySet<string>, content: readonly string[]): string[] =>
  content.length < 2 ? [] : ['and', 'or'].filter((word) => words.has(word));

function asMeasured(words: Set<string>, quantities: readonly Quantity[]): Quantity[] {
  const measured = quantities.map((quantity) => {
    const usual = quantity.unit === '' ? usualUnits.find(([word]) => words.has(word)) : undefined;
    const unit = usual?.[1] ?? quantity.unit;
    // Of a continuous measure, "above" and "at or above" are the same; of a count or a score they are not.
    const comparator = unit === '' ? quantity.comparator : (quantity.comparator.replace('=', '') as Quantity['comparator']);
    return { ...quantity, unit, comparator };
  });
  if (words.has('pulse') && measured.some(({ unit }) => unit === '/min')) swap(words, 'pulse', 'heartrat');
  if (words.has('fever') && measured.some(({ unit }) => unit === 'C')) swap(words, 'fever', 'temperatur');
  // Fast pulse and breathing have agreed limits in adults; a number beside the word takes their place.
  if (words.delete('tachycardia')) {
    words.add('heartrat');
    if (!measured.some(({ unit }) => unit === '/min')) measured.push({ comparator: '>', value: '100', unit: '/min' });
  }
  if (words.delete('tachypnea')) {
    words.add('resprat');
    if (!measured.some(({ unit }) => unit === '/min')) measured.push({ comparator: '>', value: '20', unit: '/min' });
  }
  return measured;
}

function swap(words: Set<string>, from: string, to: string): void {
  words.delete(from);
  words.add(to);
}

/** "Positive" says nothing of a sign that is there; of an assay it says that the value is above its threshold. */
const assays = /\b(?:positive (ddimer|procalcitonin)|(ddimer|procalcitonin) positive)\b/g;

function dropWhatIsSaid(words: Set<string>, quantities: readonly Quantity[]): void {
  for (const [word, others] of impliedStems) if (words.has(word)) for (const other of others) words.delete(other);
  for (const { comparator } of quantities) {
    const named = definedStems.get(comparator.slice(0, 1));
    for (const word of named ?? []) if (words.size > 1) words.delete(word);
  }
  if (words.has('within') && quantities.length > 0) words.delete('recent');
}

function dropLasting(words: Set<string>): void {
  const beyond = [...words].filter((word) => word !== 'history');
  if (beyond.length > 0 && beyond.every((word) => lastingStems.has(word))) words.delete('history');
}
