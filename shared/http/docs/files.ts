import { docsScript } from './script.ts';
import { docsStyle } from './style.ts';

export const docsFiles: ReadonlyMap<string, { readonly contentType: string; readonly body: string }> = new Map([
  ['docs.css', { contentType: 'text/css; charset=utf-8', body: docsStyle }],
  ['docs.js', { contentType: 'text/javascript; charset=utf-8', body: docsScript }],
]);

/** Nothing from anywhere else, nothing inline, in nobody's frame; the page may only ask this API. */
export const docsHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
};
