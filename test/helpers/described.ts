import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { apiDocument } from '../../shared/http/api/document.ts';
import type { apiRoutes } from '../../shared/http/api/registry.ts';

const document = JSON.parse(JSON.stringify(apiDocument()));
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'api', ...document });

const pointer = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => `/${encodeURIComponent(`${part}`.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');
const compiled = new Map<string, ValidateFunction>();

/**
 * What a reply has that the description does not, or the other way round; empty where they agree. The description refuses
 * fields that nobody described.
 */
export function undescribed(route: keyof typeof apiRoutes, status: number, contentType: string, body: unknown): string[] {
  const [method = '', path = ''] = route.split(' ');
  const type = contentType.split(';')[0] ?? '';
  const responses = document.paths[path][method.toLowerCase()].responses;
  const described = responses[status];
  if (!described) return [`${route} does not describe status ${status}`];
  const types = Object.keys(described.content ?? {});
  if (types.length === 0) return body === '' ? [] : [`${route} ${status} has a body`];
  if (!types.includes(type)) return [`${route} ${status} is ${type}, not ${types.join(' or ')}`];
  if (!described.content[type].schema) return [];
  const at = `api#${pointer('paths', path, method.toLowerCase(), 'responses', status, 'content', type, 'schema')}`;
  const validate = compiled.get(at) ?? ajv.compile({ $ref: at });
  compiled.set(at, validate);
  if (validate(body)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${route} ${status} ${instancePath}: ${message} ${JSON.stringify(params)}`,
  );
}
