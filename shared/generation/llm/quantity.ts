/** The numbers of a finding, with what they are compared by: taken out of the text, so that its words can be compared alone. */

export type Comparator = '' | '>' | '>=' | '<' | '<=';
export type Quantity = { readonly comparator: Comparator; readonly value: string; readonly unit: string };

/** Spellings of units (lower case) by the unit that findings are compared in, and the factor to it. */
const spellings: readonly [unit: string, factor: number, spellings: string][] = [
  [
    '/min',
    1,
    'beats per minute, breaths per minute, beats/minute, breaths/minute, beats/min, breaths/min, per minute, /minute, /min, bpm',
  ],
  ['mmHg', 1, 'mm hg, mmhg'],
  ['C', 1, '°c, degrees c, degrees celsius, celsius, c'],
  ['F', 1, '°f, degrees f, degrees fahrenheit, f'],
  ['%', 1, '%, percent, per cent'],
  ['mm/h', 1, 'mm in the first hour, mm/hour, mm/hr, mm/h'],
  ['mm', 1, 'millimetres, millimeters, mm'],
  ['mm', 10, 'centimetres, centimeters, cm'],
  ['mm', 1000, 'metres, meters, m'],
  ['min', 1 / 60, 'seconds, second, sec, s'],
  ['min', 1, 'minutes, minute, mins, min'],
  ['min', 60, 'hours, hour, hrs, hr, h'],
  ['min', 1440, 'days, day'],
  ['min', 10080, 'weeks, week'],
  ['pack-years', 1, 'pack-years, pack-year, pack years'],
  ['years', 1, 'years of age, years old, years, year'],
  ['U/L', 1, 'u/l, iu/l, units/l'],
  ['mmol/L', 1, 'mmol/l, meq/l'],
  ['ng/mL', 1, 'ng/ml feu, ug/l feu, ng/ml, ug/l, mcg/l'],
  ['ng/mL', 0.001, 'pg/ml, ng/l'],
  ['ng/mL', 1000, 'ug/ml feu, mg/l feu, ug/ml, mcg/ml, mg/l'],
  ['ng/mL', 1e4, 'mg/dl'],
  ['ng/mL', 1e6, 'g/l'],
  ['ng/mL', 1e7, 'g/dl'],
  ['/uL', 1, 'cells/ul, cells/mm^3, cells/mm3, per ul, per mm^3, /ul, /mm^3, /mm3, x10^6/l'],
  ['/uL', 1000, 'x10^9/l, x10^3/ul, x10^3/mm^3, k/ul'],
  ['cm2', 1, 'cm^2, cm2'],
  ['times', 1, 'times, fold, x'],
];

type Unit = { readonly name: string; readonly factor: number };
const units = new Map(
  spellings.flatMap(([name, factor, list]) =>
    list.split(', ').map((text): [string, Unit] => [text.replaceAll(' ', ''), { name, factor }]),
  ),
);
const unitPattern = spellings
  .flatMap(([, , list]) => list.split(', '))
  .toSorted((a, b) => b.length - a.length)
  .map((text) => text.replace(/[.^]/g, '\\$&').replaceAll(' ', '\\s?').replaceAll('/', '\\s?/\\s?'))
  .join('|');

const before =
  '(>=|=>|<=|=<|>|<|at least|at most|up to|no more than|' +
  '(?:greater|more|higher|longer|larger|wider|older|worse) than(?: or equal to)?|' +
  '(?:less|lower|fewer|younger|shorter|smaller) than(?: or equal to)?|above|over|exceeding|below|under)';
const after = '(or (?:more|greater|higher|above|older|later|longer|warmer|over)|or (?:less|lower|fewer|below|under|shorter)|\\+)';
const number = '(-?\\d+(?:\\.\\d+)?)';
const pattern = new RegExp(
  `(?:${before}\\s*)?(?<![\\w.^]|[a-z]-)${number}(?:\\s*(?:-|–|to)\\s*${number})?\\s*(?:(${unitPattern})(?![\\w^]))?(?:\\s*${after})?(?![a-z\\d])`,
  'g',
);

const numberWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const spelled = new RegExp(
  `\\b(?:${numberWords.slice(1).join('|')}|one(?= or more| week| month| hour| day| minute)|(?<=at least )one)\\b`,
  'g',
);

function comparatorOf(words: string | undefined): Comparator {
  const text = words?.trim() ?? '';
  if (text === '') return '';
  if (/^(?:>=|=>|\+|at least|or (?:more|greater|higher|above|older|later|longer|warmer|over))$/.test(text)) return '>=';
  if (/^(?:<=|=<|at most|up to|no more than|or .*)$/.test(text)) return '<=';
  const orEqual = text.endsWith('equal to') ? '=' : '';
  return /^(?:<|less|lower|fewer|younger|shorter|smaller|below|under)/.test(text) ? `<${orEqual}` : `>${orEqual}`;
}

const rounded = (value: number): string => String(Number(value.toPrecision(4)));

function quantityOf(comparator: Comparator, first: string, second: string | undefined, spelling: string | undefined): Quantity {
  const { name = '', factor = 1 } = units.get(spelling?.replace(/\s/g, '') ?? '') ?? {};
  const fahrenheit = name === 'F';
  const measured = (text: string): string =>
    fahrenheit ? rounded(Math.round(((Number(text) - 32) / 1.8) * 10) / 10) : rounded(Number(text) * factor);
  const unit = fahrenheit ? 'C' : name;
  if (second !== undefined) return { comparator, value: `${measured(first)}..${measured(second)}`, unit };
  return { comparator, value: measured(first), unit };
}

const plain = (raw: string): string =>
  raw
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (digits) => `^${digits.normalize('NFKD')}`)
    .toLowerCase()
    .replace(/[µμ]/g, 'u')
    .replace(/[×✕]/g, 'x')
    .replace(/x\s*10\s*\^\s*/g, 'x10^')
    .replace(/ ?(?:per |\/ ?)(?:microlit(?:re|er)|cubic millimet(?:re|er))s?\b/g, '/ul')
    .replace(/≥/g, '>=')
    .replace(/≤/g, '<=')
    .replace(/[−‒]/g, '-')
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/\b(?:12|twelve)[- ]lead\b/g, '')
    .replace(spelled, (word) => String(numberWords.indexOf(word) + 1));

/** The quantities of a text, and the text (in lower case) without them. */
export function takeQuantities(raw: string): { readonly quantities: readonly Quantity[]; readonly rest: string } {
  const quantities: Quantity[] = [];
  const take = (_all: string, lead?: string, first = '', second?: string, spelling?: string, trail?: string): string => {
    quantities.push(quantityOf(comparatorOf(lead) || comparatorOf(trail), first, second, spelling));
    return ' ';
  };
  return { rest: plain(raw).replace(pattern, take), quantities };
}
