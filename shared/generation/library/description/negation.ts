const cue = /\b(no|not|never|without|denies|denied|denying|negative for|absence of|nor|isn't|doesn't|hasn't|didn't|non)\b/gi;
/** Ends what a denial covers: a full stop, or a word that turns to what is there. */
const turn = /[.;:]|\b(but|however|with|has|had|reports|complains|presents|although|who|positive)\b/i;

/**
 * Whether the word at `index` stands under a denial. "denies" covers the whole list that follows; "no" and "without" cover
 * the next item, or the list up to its "or" / "nor" ("no fever, cough or chills").
 */
export function isDenied(text: string, index: number): boolean {
  for (const found of text.slice(0, index).matchAll(cue)) {
    const start = found.index + found[0].length;
    const before = text.slice(start, index);
    if (turn.test(before)) continue;
    if (/^den/i.test(found[0]) || !before.includes(',')) return true;
    const rest = text.slice(start).split(turn)[0] ?? '';
    const lastOr = Math.max(rest.lastIndexOf(' or '), rest.lastIndexOf(' nor '));
    if (lastOr >= 0 && index - start <= rest.length && !rest.slice(lastOr, index - start).includes(',')) return true;
  }
  return false;
}
