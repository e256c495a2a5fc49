import { apiDocument } from '../api/document.ts';
import { html, type Markup, raw } from './html.ts';
import { exampleOf, type Schema, shapeOf } from './shape.ts';

/** The parts of the API's document that the page shows. */
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
type Parameter = {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly description?: string;
};
type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
};
type Document = {
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

let made: string | undefined;

/** The page of /docs, written from /openapi.json. It is read without a script; trying needs one. */
export function docsPage(): string {
  made ??= pageOf(apiDocument() as unknown as Document).text;
  return made;
}

const pageOf = ({ tags, paths, components }: Document): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Medical Case Generator API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/docs.css">
<script src="/docs/docs.js" defer></script>
</head>
<body>
<header>
<h1>Medical Case Generator API</h1>
<p>JSON in and out, HTTP Basic sign-in. Written from <a href="/openapi.json">OpenAPI 3.1</a>; the case file has a <a href="/schemas/medical-case.json">JSON Schema</a>.</p>
<nav aria-label="Parts"><ul>${tags.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}<li><a href="#shapes">shapes</a></li></ul></nav>
</header>
<main>
<h2 id="sign-in">Sign-in for trying</h2>
<p class="says">Stays in this page, and is sent to this API only.</p>
<div class="sign-in">
<div><label for="user">User name</label><input id="user" autocomplete="username"></div>
<div><label for="password">Password</label><input id="password" type="password" autocomplete="current-password"></div>
</div>
${tags.map(({ name, description }) => html`<h2 id="${name}">${name}</h2>\n<p class="says">${description}</p>\n${operationsOf(paths, name)}`)}
<h2 id="shapes">shapes</h2>
${Object.entries(components.schemas).map(([name, schema]) => html`<details class="route" id="shape-${name}"><summary><code>${name}</code></summary><div><pre tabindex="0">${shapeOf(schema)}</pre></div></details>\n`)}
</main>
</body>
</html>
`;

const operationsOf = (paths: Document['paths'], tag: string): Markup[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) =>
      operation.tags.includes(tag) ? [operationOf(method.toUpperCase(), path, operation)] : [],
    ),
  );

const operationOf = (
  method: string,
  path: string,
  operation: Operation,
): Markup => html`<details class="route" id="${operation.operationId}">
<summary><span class="method">${method}</span> <code>${path}</code> <span class="says">${operation.summary}</span></summary>
<div>
${operation.description ? html`<p>${operation.description}</p>` : ''}
${repliesOf(operation)}
<form data-method="${method}" data-path="${path}"${raw(operation.security?.length === 0 ? ' data-open="true"' : '')}>
${(operation.parameters ?? []).map((parameter) => fieldOf(operation.operationId, parameter))}${bodyOf(operation)}
<button>Send <span class="for">${method} ${path}</span></button> <output></output>
<pre class="reply" tabindex="0" role="group" aria-label="Reply" hidden></pre>
</form>
</div>
</details>
`;

const contentOf = (content: Content = {}): Markup[] =>
  Object.entries(content).map(
    ([type, { schema }]) => html`<p><code>${type}</code></p>${schema ? html`<pre tabindex="0">${shapeOf(schema)}</pre>` : ''}`,
  );

/** Problems have one shape, and one line. */
function repliesOf({ responses }: Operation): Markup {
  const isProblem = ([, { content = {} }]: [string, { content?: Content }]): boolean => 'application/problem+json' in content;
  const problems = Object.entries(responses).filter(isProblem);
  const rows = Object.entries(responses)
    .filter((response) => !isProblem(response))
    .map(([status, { description, content }]) => html`<dt>${status}: ${description}</dt><dd>${contentOf(content)}</dd>`);
  const listed = problems.map(([status, { description }]) => `${status} ${description}`).join('; ');
  return html`<dl>${rows}</dl>\n<p class="says"><a href="#shape-Problem">Problems</a>: ${listed}.</p>`;
}

function fieldOf(id: string, { in: place, name, required, description, schema }: Parameter): Markup {
  const about = [place, required ? 'needed' : '', description ?? schema?.description ?? '']
    .filter((part) => part !== '')
    .join(', ');
  return html`<label for="${id}-${name}">${name} <span class="says">(${about})</span></label><input id="${id}-${name}" name="${name}" data-in="${place}">`;
}

function bodyOf({ operationId: id, requestBody }: Operation): Markup | string {
  if (!requestBody) return '';
  const types = Object.keys(requestBody.content);
  const options = types.map((type) => html`<option>${type}</option>`);
  const kind = html`<label for="${id}-type">Kind of body</label><select id="${id}-type" name="content-type">${options}</select>`;
  const example = exampleOf(requestBody.content['application/json']?.schema ?? {});
  return html`${types.length > 1 ? kind : ''}<label for="${id}-body">Body</label><textarea id="${id}-body" spellcheck="false">${JSON.stringify(example, null, 2)}</textarea>
<details><summary>What the body can hold</summary>${contentOf(requestBody.content)}</details>`;
}
