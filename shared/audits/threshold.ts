import { longestName } from './finding-words.ts';

/** A finding that is a number beyond a limit ("D-dimer above 500 ng/mL"), and the numbers of a result against it. */

export type Threshold = {
  /** What is measured, as the finding names it. */
  readonly measure: string;
  readonly limit: number;
  /** Whether the finding is there above the limit, or below it. */
  readonly side: 'above' | 'below';
  /** Whether the limit itself counts. */
  readonly inclusive: boolean;
  readonly unit: string;
};

/** Spellings by the unit that values are compared in, and the factor to it; '' is a score. */
const units: readonly (readonly [unit: string, factor: number, pattern: string])[] = [
  ['/min', 1, '(?:beats|breaths)? ?(?:/|per |a )min(?:ute)?|bpm'],
  ['mmHg', 1, 'mm ?Hg'],
  ['°C', 1, '° ?C|degrees(?: C(?:elsius)?)?'],
  ['mm/h', 1, 'mm/h(?:r|our)?|mm in the first hour'],
  ['%', 1, '%|per ?cent'],
  ['×10⁹/L', 1, '[x×] ?10(?:⁹|\\^?9|\\*9)/L'],
  ['ng/L', 1, 'ng/L|pg/m[lL]'],
  ['ng/L', 1000, 'ng/m[lL]|[µμ]g/L'],
  ['g/L', 10, 'g/dL'],
  ['g/L', 1, 'g/L'],
  ['mg/L', 1, 'mg/L'],
  ['mmol/L', 1, 'mmol/L|mEq/L'],
  ['µmol/L', 1, '[µμ]mol/L'],
  ['U/L', 1, 'I?U/L'],
  ['ms', 1, 'ms'],
];
const unitFinders = units.map(([unit, factor, pattern]) => ({
  unit,
  factor,
  pattern: new RegExp(`^ ?(?:${pattern})(?![\\p{L}/])`, 'u'),
}));

const number = '(\\d{1,3}(?:[, ]\\d{3})+(?!\\d)|\\d+(?:\\.\\d+)?)';
const beyond = new RegExp(
  `^(.+?) (above|over|greater than|more than|at least|below|under|less than|[≥≤<>]) ?${number}(.*)$`,
  'u',
);
const orMore = new RegExp(`^(.+?) of ${number}(.*?) or (more|above|higher|over|less|below|lower|fewer)$`, 'u');
/** Names that compare two measurements, or say more than one thing: no single number decides them. */
const compound =
  /\b(?:atypical|or|and|with|without|fall|falls|rise|rises|drop|change|changes|difference|ratio|gradient|index|twice|times|between|than the|to)\b|[,;:]/i;
const said = /^(?:| on (?:room )?air| at rest| on arrival| at presentation| at triage)$/i;

const toNumber = (digits: string): number => Number(digits.replace(/[, ]/g, ''));

function unitAt(text: string): { unit: string; factor: number; length: number } | undefined {
  for (const { unit, factor, pattern } of unitFinders) {
    const found = pattern.exec(text);
    if (found) return { unit, factor, length: found[0].length };
  }
  return undefined;
}

/** The limit in a finding's name; undefined where it has none, or more than a limit. */
export function thresholdOf(name: string): Threshold | undefined {
  const text = name.slice(0, longestName).replace(/\s*\([^)]*\)/g, '');
  const [, measure = '', word = '', digits = '', rest = ''] = beyond.exec(text) ?? [];
  if (digits !== '') {
    const side = /above|over|greater|more|least|[≥>]/.test(word) ? 'above' : 'below';
    return threshold(measure, digits, rest, side, /least|[≥≤]/.test(word));
  }
  const [, of = '', count = '', unit = '', end = ''] = orMore.exec(text) ?? [];
  if (count === '') return undefined;
  return threshold(of, count, unit, /more|above|higher|over/.test(end) ? 'above' : 'below', true);
}

function threshold(
  measure: string,
  digits: string,
  rest: string,
  side: 'above' | 'below',
  inclusive: boolean,
): Threshold | undefined {
  if (compound.test(measure)) return undefined;
  const found = unitAt(rest);
  if (!said.test(rest.slice(found?.length ?? 0))) return undefined;
  if (!found && !/\b(?:score|scale)$/i.test(measure)) return undefined;
  return { measure, limit: toNumber(digits) * (found?.factor ?? 1), side, inclusive, unit: found?.unit ?? '' };
}

const aside = /\([^)]*\)|\[[^\]]*\]|\b(?:reference|ref|limit|cut-?off|normal|upper|threshold|target|expected)\b[^.;]*/giu;
const values = new RegExp(
  `(?<![\\p{L}\\d.,/–-])(?:(under|below|less than|over|above|more than|exceeds|exceeding|[<>≤≥]) ?)?${number}(?:/(\\d+))?(?: ?[-–] ?\\d+(?:\\.\\d+)?)?`,
  'gu',
);

/**
 * Whether the numbers of a result say that the finding is there: true or false only when every number with the finding's
 * unit lies on that side; undefined when there is none, or they disagree. References in brackets do not count.
 */
export function stateByNumbers({ measure, limit, side, inclusive, unit }: Threshold, result: string): boolean | undefined {
  const text = result.replace(aside, ' ');
  const states = [...text.matchAll(values)].flatMap((match): (boolean | undefined)[] => {
    const [whole, comparator = '', first = '', second] = match;
    const after = text.slice(match.index + whole.length);
    const before = text.slice(0, match.index);
    const found = unitAt(after);
    if ((found?.unit ?? '') !== unit) return [];
    // "5 of 7 points": the total of a score is not its value.
    if (
      unit === '' &&
      (/\b(?:of|out of|the|all)\s*$/i.test(before) ||
        /^[^.;]{0,3}\p{L}*\d/u.test(after) ||
        /^ ?(?:h|hours?|days?|min|cm|mm|items?)\b/i.test(after))
    )
      return [];
    const pair = second !== undefined && unit === 'mmHg';
    if (pair && !/systolic|diastolic/i.test(measure)) return [undefined];
    const digits = pair && /diastolic/i.test(measure) ? second : first;
    const value = toNumber(digits) * (found?.factor ?? 1);
    // "above 500 ng/mL" repeats the limit; it is no measurement.
    if (comparator !== '' && value === limit) return [];
    const holds =
      side === 'above' ? value > limit || (inclusive && value === limit) : value < limit || (inclusive && value === limit);
    if (/under|below|less|[<≤]/.test(comparator))
      return [side === 'above' ? (value <= limit ? false : undefined) : value <= limit ? true : undefined];
    if (/over|above|more|exceed|[>≥]/.test(comparator))
      return [side === 'above' ? (value >= limit ? true : undefined) : value >= limit ? false : undefined];
    return [holds];
  });
  const [firstState] = states;
  return firstState !== undefined && states.every((state) => state === firstState) ? firstState : undefined;
}
