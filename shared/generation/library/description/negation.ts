/** "denies" and "no known" cover the whole list that follows; the others the next item, or the list up to its "or" / "nor". */
const cue =
  /\b(?:no known|no history of|no|not|never|without|denies|denied|denying|negative(?: for)?|absence of|nor|isn't|doesn't|hasn't|didn't|non)\b/gi;
const coversLists = /^(?:den|no known|no history)/i;
/** Ends what a denial covers: a full stop, or a word that turns to what is there. */
const turn = /[.;:]|\b(?:but|however|with|has|had|reports|complains|presents|although|who|positive)\b/gi;

/**
 * Whether the word at `index` stands under a denial: "no fever, cough or chills" denies all three, "no fever, crushing
 * pain" only the first. One pass over the clause that the word stands in, so that a long text costs no more than its length.
 */
export function isDenied(text: string, index: number): boolean {
  const [from, to] = clauseAround(text, index);
  const clause = text.slice(from, to);
  const at = index - from;
  const lastOr = Math.max(clause.lastIndexOf(' or '), clause.lastIndexOf(' nor '));
  const commaBefore = clause.slice(0, at).lastIndexOf(',');
  const commaAfterOr = lastOr >= 0 && clause.slice(lastOr, at).includes(',');
  for (const found of clause.slice(0, at).matchAll(cue)) {
    const start = found.index + found[0].length;
    if (coversLists.test(found[0]) || commaBefore < start) return true;
    if (lastOr >= start && !commaAfterOr) return true;
  }
  return false;
}

function clauseAround(text: string, index: number): [from: number, to: number] {
  let from = 0;
  for (const found of text.matchAll(turn)) {
    if (found.index >= index) return [from, found.index];
    from = found.index + found[0].length;
  }
  return [from, text.length];
}
