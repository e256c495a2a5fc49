/** Text that is markup already. */
export type Markup = { readonly text: string };
type Part = string | number | Markup | readonly Markup[];

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
export const raw = (text: string): Markup => ({ text });

/** Markup from a template; whatever is put in is text, unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  raw(strings.reduce((text, string, i) => text + (i === 0 ? '' : textOf(parts[i - 1] ?? '')) + string, ''));

const textOf = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return escaped(`${part}`);
  return 'text' in part ? part.text : part.map(({ text }) => text).join('');
};
