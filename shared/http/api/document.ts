import type * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { ProblemReply } from '../problem-schema.ts';
import { apiRoutes } from './registry.ts';
import type { ReplyDescription, RouteDescription } from './route.ts';

export type ApiDocument = ReturnType<typeof createDocument>;

let made: ApiDocument | undefined;

/** OpenAPI 3.1, made at first use of the schemas that parse requests and describe replies. */
export function apiDocument(): ApiDocument {
  made ??= createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Medical Case Generator API',
      version: '1.0.0',
      description:
        'Writes, edits and exports Bayesian teaching cases for emergency medicine. JSON in and out; whatever is wrong is `application/problem+json`. Every reply carries `x-request-id`.',
    },
    servers: [{ url: '/' }],
    tags: tags.map(([name, description]) => ({ name, description })),
    components: { securitySchemes: { basic: { type: 'http', scheme: 'basic' } } },
    security: [{ basic: [] }],
    paths: pathsOf(apiRoutes),
  });
  return made;
}

const tags = [
  ['generation', 'Have a case written.'],
  ['drafts', 'Edit sessions: a draft lives for an hour after its last use.'],
  ['cases', 'Saved cases and their versions.'],
  ['exports', 'Files of cases and drafts, and back.'],
  ['analysis', 'What the numbers of a case do.'],
  ['service', 'The service itself, and what it knows.'],
] as const;

function pathsOf(routes: Readonly<Record<string, RouteDescription>>): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [key, route] of Object.entries(routes)) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(key, route) };
  }
  return paths;
}

function operationOf(key: string, route: RouteDescription): ZodOpenApiOperationObject {
  const { summary, description, tag, path, query, headers, body, otherBodies = {} } = route;
  const content = { ...(body ? { 'application/json': { schema: body } } : {}), ...schemasIn(otherBodies) };
  return {
    operationId: key
      .replace(/[{}]/g, '')
      .replace(/[^a-z0-9]+/gi, '-')
      .toLowerCase()
      .replace(/-$/, ''),
    summary,
    ...(description ? { description } : {}),
    tags: [tag],
    ...(route.open ? { security: [] } : {}),
    requestParams: { ...(path ? { path } : {}), ...(query ? { query } : {}), ...(headers ? { header: headers } : {}) },
    ...(Object.keys(content).length > 0 ? { requestBody: { required: !route.bodyIsOptional, content } } : {}),
    responses: responsesOf(route),
  };
}

const schemasIn = (bodies: Readonly<Record<string, z.ZodType>>) =>
  Object.fromEntries(Object.entries(bodies).map(([type, schema]) => [type, { schema }]));

function responsesOf(route: RouteDescription): ZodOpenApiResponsesObject {
  const successes = Object.entries(route.replies).map(([status, reply]) => [status, responseOf(reply)] as const);
  const problems = [...new Set([...everywhere(route), ...(route.problems ?? [])])]
    .filter((status) => !(status in route.replies))
    .toSorted((a, b) => a - b)
    .map((status) => [`${status}`, { description: sayings[status] ?? 'A problem', content: problemContent }] as const);
  return Object.fromEntries([...successes, ...problems]);
}

const problemContent = { 'application/problem+json': { schema: ProblemReply } };

function everywhere({ open, body, otherBodies, path, query, headers }: RouteDescription): number[] {
  const takesSomething = body ?? otherBodies ?? path ?? query ?? headers;
  return [...(body || otherBodies ? [400, 413] : []), ...(takesSomething ? [422] : []), ...(open ? [] : [401, 429]), 500];
}

function responseOf({ says, json, files = [], etag }: ReplyDescription) {
  const content = {
    ...(json ? { 'application/json': { schema: json } } : {}),
    ...Object.fromEntries(files.map((type) => [type, {}])),
  };
  return {
    description: says,
    ...(Object.keys(content).length > 0 ? { content } : {}),
    ...(etag ? { headers: { etag: { description: 'The version of the draft.', schema: { type: 'string' as const } } } } : {}),
  };
}

const sayings: Readonly<Record<number, string>> = {
  400: 'The body is not JSON',
  401: 'Sign-in needed',
  404: 'Not found',
  409: 'It conflicts with what is there',
  412: 'Changed in the meantime',
  413: 'Too large',
  422: 'Some fields need attention; each is named',
  429: 'Too many requests; `Retry-After` says when',
  500: 'Something went wrong on our side',
  502: 'The model gave no usable answer',
  503: 'A service is out; the problem names it',
  504: 'Out of time',
};
