const unitYears = { year: 1, yr: 1, y: 1, month: 1 / 12, mo: 1 / 12, week: 1 / 52, wk: 1 / 52, day: 1 / 365 } as const;
type Unit = keyof typeof unitYears;

const worded = /\b(\d{1,3})[\s-]?(year|yr|y|month|mo|week|wk|day)s?[\s./-]?(?:old|o\b)/i;
/** Ways to write an age in years, the surest first. "102 F" after a temperature is none of them. */
const inYears: readonly RegExp[] = [
  /\b(\d{1,3}) ?(?:y\/o|yo|y)\b/i,
  /(?<!temp |temperature |fever |°)\b(\d{1,2}) ?[MF]\b/,
  /\bage[d]? ?:? ?(\d{1,3})\b/i,
  /^ ?(\d{1,3})\b(?=[, ]+(?:male|female|man|woman|boy|girl|lady|gentleman))/i,
  /\b(?:man|woman|boy|girl|male|female|lady|gentleman|patient|person|child) (?:of|aged) (\d{1,3})\b/i,
  // "A student nurse, 26, with …": a number that stands alone between commas.
  /, (\d{1,3})(?:,|$| (?:with|who|presents|presenting)\b)/i,
];

/** "58-year-old", "58 yo", "58M", "aged 58", "man of 58", "7-month-old": the age in years. Runs of white space must be single blanks. */
export function readAge(text: string): number | undefined {
  const found = worded.exec(text);
  if (found?.[1] && found[2]) return plausible(Number(found[1]) * unitYears[found[2].toLowerCase() as Unit]);
  const years = inYears.map((pattern) => pattern.exec(text)?.[1]).find((digits) => digits !== undefined);
  return years === undefined ? undefined : plausible(Number(years));
}

const plausible = (years: number): number | undefined => (years > 0 && years <= 110 ? years : undefined);

/** Whether the text speaks of a child: by age, or by its word. Undefined where it tells neither. */
export function isChild(text: string): boolean | undefined {
  const age = readAge(text);
  if (age !== undefined) return age < 16;
  if (/\b(?:child|toddler|infant|baby|newborn|neonate|boy|girl|schoolboy|schoolgirl|paediatric|pediatric)\b/i.test(text))
    return true;
  return /\b(?:man|woman|lady|gentleman|adult|elderly|pensioner|student|teacher|mother of|father of|pregnant)\b/i.test(text)
    ? false
    : undefined;
}

const himself =
  /\b(?:man|male|gentleman|boy|son|he|him|grandfather)\b|\bMr\b|(?<!temp |temperature |fever |QRS |°)\b\d{1,2} ?(?:yo|y\/o|y)? ?M\b/;
const herself =
  /\b(?:woman|female|lady|girl|daughter|she|pregnant|postpartum|gravida|grandmother)\b|\bM(?:r)?s\b|(?<!temp |temperature |fever |°)\b\d{1,2} ?(?:yo|y\/o|y)? ?F\b/;
/** Words that may be about somebody else ("his wife found him"): they count where nothing else tells the sex. */
const perhapsHim = /\b(?:his|father|husband)\b/i;
const perhapsHer = /\b(?:her|mother|wife)\b/i;

/** The sex of the first word that tells one. */
export function readSex(text: string): 'male' | 'female' | undefined {
  return (
    firstOf(text, himself, herself) ?? firstOf(text.toLowerCase(), himself, herself) ?? firstOf(text, perhapsHim, perhapsHer)
  );
}

function firstOf(text: string, male: RegExp, female: RegExp): 'male' | 'female' | undefined {
  const [him, her] = [male.exec(text)?.index, female.exec(text)?.index];
  if (him === undefined && her === undefined) return undefined;
  return (him ?? Number.POSITIVE_INFINITY) < (her ?? Number.POSITIVE_INFINITY) ? 'male' : 'female';
}
