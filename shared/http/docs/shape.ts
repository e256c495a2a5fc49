import { html, type Markup, raw } from './html.ts';

/** JSON Schema as far as our own schemas use it. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
};

/** A schema as a reader of types would write it; shapes with a name of their own are links. */
export function shapeOf(schema: Schema, indent = ''): Markup {
  const { $ref, anyOf, oneOf, allOf, items, prefixItems } = schema;
  if ($ref) {
    const name = $ref.split('/').at(-1) ?? '';
    return html`<a href="#shape-${name}">${name}</a>`;
  }
  if ('const' in schema) return html`${JSON.stringify(schema.const)}`;
  if (schema.enum) return html`${schema.enum.map((value) => JSON.stringify(value)).join(' | ')}`;
  const several = anyOf ?? oneOf ?? allOf;
  if (several)
    return joined(
      several.map((one) => shapeOf(one, indent)),
      allOf ? ' & ' : ' | ',
    );
  if (prefixItems)
    return html`[${joined(
      prefixItems.map((one) => shapeOf(one, indent)),
      ', ',
    )}]`;
  if (items) return html`list of ${shapeOf(items, indent)}`;
  if (schema.properties) return objectOf(schema, indent);
  if (typeof schema.additionalProperties === 'object') return html`{ [name]: ${shapeOf(schema.additionalProperties, indent)} }`;
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  return html`${types?.join(' | ') ?? 'anything'}`;
}

function objectOf({ properties = {}, required = [] }: Schema, indent: string): Markup {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, field]) =>
      html`${inner}${name}${required.includes(name) ? '' : '?'}: ${shapeOf(field, inner)}${field.description ? html` <span class="says">— ${field.description}</span>` : ''}\n`,
  );
  return lines.length === 0 ? raw('{}') : html`{\n${lines}${indent}}`;
}

const joined = (parts: readonly Markup[], by: string): Markup => raw(parts.map(({ text }) => text).join(by));

/** A body to begin with: what a schema requires, with empty values for an author to fill in. */
export function exampleOf(schema: Schema): unknown {
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  if (schema.enum) return schema.enum[0];
  const [one] = schema.anyOf ?? schema.oneOf ?? [];
  if (one) return exampleOf(one);
  const { properties = {}, required = [], type } = schema;
  switch (typeof type === 'string' ? type : type?.[0]) {
    case 'object':
      return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {})]));
    case 'array':
      return [];
    case 'number':
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    default:
      return schema.$ref ? {} : '';
  }
}
