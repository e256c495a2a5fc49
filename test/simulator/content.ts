import { between, pick, seededRandom, shuffled } from '../../shared/generation/library/random.ts';
import { names, rows, type Subject, single, synonyms } from './words.ts';

/** The part of JSON Schema that structured outputs allow. */
export type JsonSchema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
};

/** What the strings of one object are about; drawn when the first of them is asked for. */
type Topic = { readonly subject: Subject; row?: Readonly<Record<string, string>> };

const deepest = 7;

/** An answer that fits the schema, its properties in the schema's order; the same for the same seed and schema. */
export function contentFor(root: JsonSchema, seed: string): unknown {
  const random = seededRandom(seed);
  const beginnings = new Set<string>();
  const decks: { [S in Subject]?: Readonly<Record<string, string>>[] } = {};

  function rowOf(topic: Topic): Readonly<Record<string, string>> {
    if (topic.row) return topic.row;
    let deck = decks[topic.subject] ?? [];
    if (deck.length === 0) deck = shuffled<Readonly<Record<string, string>>>(rows[topic.subject], random);
    topic.row = deck.pop() ?? {};
    decks[topic.subject] = deck;
    return topic.row;
  }

  function unlike(name: string): string {
    let candidate = name;
    for (let n = 2; beginnings.has(beginning(candidate)); n++) candidate = `Type ${n} ${name}`;
    beginnings.add(beginning(candidate));
    return candidate;
  }

  function text(schema: JsonSchema, property: string, topic: Topic): string {
    const key = synonyms[property] ?? property;
    const known = single[key] ?? rowOf(topic)[key];
    const words = known ?? `${property.replaceAll('_', ' ') || 'note'} ${Math.floor(between(100, 1000, random))}`;
    const named = names.has(key) ? unlike(words) : words;
    return named.padEnd(schema.minLength ?? 0, '.').slice(0, schema.maxLength);
  }

  function object(schema: JsonSchema, depth: number): Record<string, unknown> {
    const properties = Object.entries(schema.properties ?? {});
    const topic: Topic = { subject: subjectOf(properties.map(([name]) => snake(name))) };
    return Object.fromEntries(properties.map(([name, part]) => [name, value(part, snake(name), topic, depth + 1)]));
  }

  function list(schema: JsonSchema, property: string, depth: number): unknown[] {
    const low = Math.min(Math.max(schema.minItems ?? 0, depth > deepest ? 0 : 1), schema.maxItems ?? Number.POSITIVE_INFINITY);
    const high = depth > deepest ? low : Math.min(schema.maxItems ?? 4, low + 4);
    const length = Math.floor(between(low, Math.max(low, high) + 1, random));
    return Array.from({ length }, () => value(schema.items ?? {}, property, { subject: subjectOf([property]) }, depth + 1));
  }

  function value(schema: JsonSchema, property: string, topic: Topic, depth: number): unknown {
    if (schema.$ref !== undefined) return value(resolve(root, schema.$ref), property, topic, depth);
    if (schema.const !== undefined) return schema.const;
    // The rows tell of findings that are there, so the state agrees with them.
    if (schema.enum) return schema.enum.includes('present') ? 'present' : pick(schema.enum, random);
    if (schema.anyOf) return value(oneOf(schema.anyOf, depth), property, topic, depth);
    const types = [schema.type ?? 'null'].flat();
    switch (types.find((type) => type !== 'null')) {
      case 'object':
        return object(schema, depth);
      case 'array':
        return list(schema, property, depth);
      case 'string':
        return text(schema, property, topic);
      case 'integer':
        return number(schema, 1);
      case 'number':
        return number(schema, 0.01);
      case 'boolean':
        return property === 'present' || random() < 0.5;
      default:
        return null;
    }
  }

  function oneOf(options: readonly JsonSchema[], depth: number): JsonSchema {
    const isNull = ({ type }: JsonSchema) => type === 'null';
    if (depth > deepest) return options.find(isNull) ?? options[0] ?? {};
    return pick(
      options.filter((option) => !isNull(option)),
      random,
    );
  }

  function number(schema: JsonSchema, step: number): number {
    const wide = {
      low: schema.minimum ?? add(schema.exclusiveMinimum, step),
      high: schema.maximum ?? add(schema.exclusiveMaximum, -step),
    };
    // zod gives every integer the bounds of a safe one.
    const low = wide.low !== undefined && wide.low > -1e9 ? wide.low : Math.min(0, wide.high ?? 0);
    const high = wide.high !== undefined && wide.high < 1e9 ? wide.high : low + 100;
    const drawn = Math.round(between(low, high, random) / step) * step;
    return Number(Math.min(high, Math.max(low, drawn)).toFixed(2));
  }

  return value(root, '', { subject: 'history' }, 0);
}

const beginning = (name: string): string => name.slice(0, 15).toLowerCase();
const snake = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
const add = (bound: number | undefined, step: number): number | undefined => (bound === undefined ? undefined : bound + step);

function subjectOf(properties: readonly string[]): Subject {
  const known = new Set(properties.map((name) => synonyms[name] ?? name));
  if (known.has('examination') || known.has('findings')) return 'exam';
  if (known.has('test') || known.has('result')) return 'workup';
  return known.has('question') || known.has('finding') ? 'history' : 'diagnosis';
}

function resolve(root: JsonSchema, reference: string): JsonSchema {
  const name = reference.replace(/^#\/(\$defs|definitions)\//, '');
  const found = reference === '#' ? root : (root.$defs?.[name] ?? root.definitions?.[name]);
  if (!found) throw new Error(`schema has no ${reference}`);
  return found;
}
