import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import SwaggerParser from '@apidevtools/swagger-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { openapiGet } from '../../../functions/openapi-get.ts';
import { apiDocument } from '../../../shared/http/api/document.ts';
import { apiRoutes } from '../../../shared/http/api/registry.ts';
import { registeredRoutes } from '../../../shared/http/register.ts';
import { undescribed } from '../../helpers/described.ts';
import { bodyOf, context, request } from '../../helpers/requests.ts';

const root = resolve(import.meta.dirname, '../../..');
/** As it goes out. */
const document = () => JSON.parse(JSON.stringify(apiDocument()));

describe('the description of the API', () => {
  beforeAll(async () => {
    for (const file of globSync('functions/*.ts', { cwd: root })) await import(resolve(root, file));
  });

  test('has every registered route, and nothing else', () => {
    expect(Object.keys(apiRoutes).toSorted()).toEqual(registeredRoutes().toSorted());
  });

  test('is valid OpenAPI 3.1', async () => {
    const valid = await SwaggerParser.validate(document());
    expect(valid).toMatchObject({ openapi: '3.1.0' });
  });

  test('names every operation once, and every path parameter', () => {
    const operations = Object.entries<Record<string, { operationId: string; parameters?: { in: string; name: string }[] }>>(
      document().paths,
    ).flatMap(([path, methods]) => Object.values(methods).map((operation) => ({ path, ...operation })));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { path, parameters = [] } of operations) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(
        parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
        path,
      ).toEqual(wanted);
    }
  });

  test('answers without sign-in and without settings', async () => {
    const reply = await openapiGet(request('/openapi.json', { headers: { authorization: '' } }), context());
    expect(bodyOf(reply)).toMatchObject({ openapi: '3.1.0', info: { title: 'Medical Case Generator API' } });
  });

  test('would refuse a field that nobody described', () => {
    const models = [{ id: 'a', label: 'a', note: '', temperature: { default: 0, fixed: true }, available: true }];
    expect(undescribed('GET /models', 200, 'application/json', models)).toEqual([]);
    expect(
      undescribed(
        'GET /models',
        200,
        'application/json',
        models.map((model) => ({ ...model, extra: 1 })),
      ),
    ).toHaveLength(1);
    expect(undescribed('GET /models', 418, 'application/json', models)).toHaveLength(1);
  });
});
