/** Mean width of a letter at 12 px in the page's fonts, on the generous side. */
const letterPx = 6.5;

/** What fits of a text, with an ellipsis; the whole belongs into a <title> and into the chart's table. */
export function fitted(text: string, px: number): string {
  const most = Math.floor(px / letterPx);
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`;
}

/** The same for a text with a word at its end that must not be lost. */
export function fittedWith(text: string, ending: string, px: number): string {
  return ending === '' ? fitted(text, px) : `${fitted(text, px - (ending.length + 3) * letterPx)} · ${ending}`;
}

/** A, B, … Z, AA: what stands on a piece of a stack, so that colour is never alone. */
export const letterOf = (i: number): string =>
  i < 26 ? String.fromCharCode(65 + i) : `${letterOf(Math.floor(i / 26) - 1)}${letterOf(i % 26)}`;
