const inWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const number = `(\\d{1,3}|${inWords.slice(1).join('|')}|a|an|half an|several|a few|a couple of)`;
const unit = '(minute|min|hour|hr|h|day|d|week|wk|month|year)s?';
const patterns = [
  new RegExp(
    `\\b(?:for|since|past|last|x|over|began|started|onset|lasting)\\s*(?:the\\s+)?(?:past|last|about|around)?\\s*${number}\\s*${unit}\\b`,
    'i',
  ),
  new RegExp(`\\b${number}[\\s-]*${unit}[\\s-]+(?:history|ago|of|duration)\\b`, 'i'),
];
const units: Record<string, string> = { min: 'minute', hr: 'hour', h: 'hour', d: 'day', wk: 'week' };
/** Moments that a text names instead of a span, as the span that has passed for somebody seen in the middle of the day. */
const moments: readonly [RegExp, string][] = [
  [/\bsince (?:this morning|breakfast|waking|he woke|she woke)\b|\bthis morning\b/i, 'a few hours'],
  [/\bsince (?:lunch|noon)\b/i, 'an hour or two'],
  [/\bsince last night\b|\bovernight\b/i, 'about twelve hours'],
  [/\bsince yesterday\b/i, 'a day'],
];

/** "for 2 hours", "three-day history", "since yesterday": a noun phrase that follows "for" or precedes "ago". */
export function readDuration(text: string): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found?.[1] && found[2]) return spoken(found[1].toLowerCase(), found[2].toLowerCase());
  }
  return moments.find(([pattern]) => pattern.test(text))?.[1];
}

function spoken(count: string, written: string): string {
  const name = units[written] ?? written;
  const value = Number(count);
  if (Number.isNaN(value))
    return ['a', 'an', 'one', 'half an'].includes(count)
      ? `${count === 'a' && name === 'hour' ? 'an' : count} ${name}`
      : `${count} ${name}s`;
  return `${inWords[value] ?? count} ${name}${value === 1 ? '' : 's'}`;
}
