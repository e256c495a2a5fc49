import { createHash } from 'node:crypto';
import { type Block, type Cell, type Column, paperNames, type Sheet, sectionsOf, type Table } from './sheet.ts';
import { style } from './style.ts';

/** What a browser may load for these files: the style sheet inside them, and nothing else from anywhere. */
export const contentPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** One file that prints: no script, nothing fetched, each paper on pages of its own. */
export function sheetsAsHtml(title: string, sheets: readonly Sheet[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(contentPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${sheets.map(sheetAsHtml).join('\n')}
</main>
</body>
</html>
`;
}

const sheetAsHtml = ({
  name,
  reader,
  title,
  blocks,
  large = false,
}: Sheet): string => `<article class="sheet ${name}${large ? ' large' : ''}" aria-labelledby="${name}">
<header>
<p class="paper"><span>${escaped(paperNames[name])}</span><span class="reader">${escaped(reader)}</span></p>
<h1 id="${name}">${escaped(title)}</h1>
</header>
${sectionsOf(blocks).map(sectionAsHtml).join('\n')}
</article>`;

const sectionAsHtml = ({ whole, blocks }: { readonly whole: boolean; readonly blocks: readonly Block[] }): string =>
  `<section${whole ? ' class="whole"' : ''}>\n${blocks.map(blockAsHtml).join('\n')}\n</section>`;

function blockAsHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'text':
      return `<p class="${block.tone}">${escaped(block.text)}</p>`;
    case 'facts':
      return `<dl class="facts">${block.items.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
    case 'readings':
      return `<h2>${escaped(block.label)}</h2>\n<dl class="readings">${block.items.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</${tag}>`;
    }
    case 'blanks':
      return `<ul class="blanks${block.items.includes('') ? ' lines' : ''}">${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'table':
      return tableAsHtml(block);
  }
}

function tableAsHtml({ caption, columns, rows, hasTotal = false, dense = false }: Table): string {
  const naming = columns.findIndex((_, i) => rows[0]?.[i]?.tick !== true);
  const body = rows.map((row, r) => {
    const cells = row.map((one, i) => cellAsHtml(one, columns[i], i === naming)).join('');
    return `<tr${hasTotal && r === rows.length - 1 ? ' class="total"' : ''}>${cells}</tr>`;
  });
  return `<table${dense ? ' class="dense"' : ''}>
<caption>${escaped(caption)}</caption>
<colgroup>${columns.map(({ width }) => `<col class="w${width}">`).join('')}</colgroup>
<thead><tr>${columns.map((column) => `<th scope="col"${alignOf(column)}>${escaped(column.heading)}</th>`).join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>`;
}

function cellAsHtml({ text, detail, tick }: Cell, column: Column | undefined, isName: boolean): string {
  const inside = tick
    ? `<input type="checkbox" aria-label="${escaped(text)}">`
    : `${escaped(text)}${detail === undefined ? '' : `<small>${escaped(detail)}</small>`}`;
  return isName ? `<th scope="row"${alignOf(column)}>${inside}</th>` : `<td${alignOf(column)}>${inside}</td>`;
}

const alignOf = (column: Column | undefined): string =>
  column?.align && column.align !== 'start' ? ` class="${column.align}"` : '';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Characters that no document may hold (controls, lone surrogates) are left out. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
