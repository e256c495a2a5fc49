import type { JsonSchema } from './content.ts';

const refusedWords = ['allOf', 'not', 'oneOf', 'if', 'dependentRequired', 'dependentSchemas', 'patternProperties', 'prefixItems'];

/** What strict structured outputs refuse about a schema, in the service's manner; undefined when they take it. */
export function schemaProblem(root: JsonSchema): string | undefined {
  if (root.type !== 'object' || root.anyOf) return 'schema must be a JSON Schema of \'type: "object"\'.';
  return problemAt(root, []);
}

function problemAt(schema: JsonSchema, path: readonly string[]): string | undefined {
  const place = `In context=(${path.join(', ')})`;
  const word = refusedWords.find((name) => name in schema);
  if (word !== undefined) return `${place}, '${word}' is not permitted.`;
  if (schema.properties) {
    const missing = Object.keys(schema.properties).find((name) => !schema.required?.includes(name));
    if (missing !== undefined) return `${place}, 'required' must include every key in properties. Missing '${missing}'.`;
    if (schema.additionalProperties !== false) return `${place}, 'additionalProperties' is required to be false.`;
  }
  const parts: [string, JsonSchema][] = [
    ...Object.entries({ ...schema.properties, ...schema.$defs, ...schema.definitions }),
    ...(schema.items ? [['items', schema.items] satisfies [string, JsonSchema]] : []),
    ...(schema.anyOf ?? []).map((option, i): [string, JsonSchema] => [`anyOf${i}`, option]),
  ];
  for (const [name, part] of parts) {
    const problem = problemAt(part, [...path, name]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
