const unitYears = { year: 1, yr: 1, y: 1, month: 1 / 12, mo: 1 / 12, week: 1 / 52, wk: 1 / 52, day: 1 / 365 } as const;

/** "58-year-old", "58 yo", "58M", "aged 58", "7-month-old": the age in years. */
export function readAge(text: string): number | undefined {
  const worded = /\b(\d{1,3})[\s-]*(year|yr|y|month|mo|week|wk|day)s?[\s./-]*(?:old|o\b)/i.exec(text);
  if (worded?.[1] && worded[2])
    return plausible(Number(worded[1]) * unitYears[worded[2].toLowerCase() as keyof typeof unitYears]);
  const short =
    /\b(\d{1,3})\s*(?:[MF]\b|y\b|yo\b|y\/o\b)/.exec(text) ??
    /\bag(?:ed|e)\s*:?\s*(\d{1,3})\b/i.exec(text) ??
    /^\s*(\d{1,3})\b(?=[,\s]+(?:male|female|man|woman|boy|girl|lady|gentleman))/i.exec(text);
  // "A student nurse, 26, with …": a number that stands alone between commas is an age.
  const alone = /,\s*(\d{1,3})\s*(?:,|$|\s(?:with|who|presents|presenting)\b)/i.exec(text);
  const of = /\b(?:man|woman|boy|girl|male|female|lady|gentleman|patient|person|child)\s+(?:of|aged)\s+(\d{1,3})\b/i.exec(text);
  return (short ?? of ?? alone)?.[1] ? plausible(Number((short ?? of ?? alone)?.[1])) : undefined;
}

const plausible = (years: number): number | undefined => (years > 0 && years <= 110 ? years : undefined);

/** Whether the text speaks of a child: by age, or by its word. Undefined where it tells neither. */
export function isChild(text: string): boolean | undefined {
  const age = readAge(text);
  if (age !== undefined) return age < 16;
  if (/\b(child|toddler|infant|baby|newborn|neonate|boy|girl|schoolboy|schoolgirl|paediatric|pediatric)\b/i.test(text))
    return true;
  return /\b(man|woman|lady|gentleman|adult|elderly|pensioner|student|teacher|mother of|father of|pregnant)\b/i.test(text)
    ? false
    : undefined;
}

const male = /\b(man|male|gentleman|boy|father|husband|he|his|him|grandfather|mr)\b|\b\d{1,3}\s*(?:yo|y\/o|y)?\s*M\b/i;
const female =
  /\b(woman|female|lady|girl|mother|wife|she|her|grandmother|mrs|ms|pregnant|postpartum|gravida)\b|\b\d{1,3}\s*(?:yo|y\/o|y)?\s*F\b/i;

/** The sex of the first word that tells one. */
export function readSex(text: string): 'male' | 'female' | undefined {
  const [him, her] = [male.exec(text), female.exec(text)];
  if (him && her) return him.index < her.index ? 'male' : 'female';
  return him ? 'male' : her ? 'female' : undefined;
}
