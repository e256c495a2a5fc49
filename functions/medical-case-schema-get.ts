import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

/** The JSON Schema of the case file that is exported and imported. */
export const medicalCaseSchemaGet = endpoint(
  async () => {
    const { caseFileSchema } = await import('../shared/imports/case-file-schema.ts');
    return json(caseFileSchema(), { headers: { 'content-type': 'application/schema+json; charset=utf-8' } });
  },
  { open: true, methods: ['GET'] },
);

register('medical-case-schema-get', { route: 'schemas/medical-case.json', methods: ['GET'], handler: medicalCaseSchemaGet });
