import { beforeEach, describe, expect, test } from 'vitest';
import { medicalCaseSchemaGet } from '../../../functions/medical-case-schema-get.ts';
import { AppError } from '../../../shared/errors.ts';
import { outputFiles } from '../../../shared/exports/output-files.ts';
import { bodyOf, context, headerOf, request } from '../../helpers/requests.ts';
import { deps, draftRecord, file, openDoor, putInstead, record, send, written } from './door.ts';

beforeEach(openDoor);

describe('a case file', () => {
  test('becomes a draft, answered like a preview', async () => {
    const reply = await send(file());
    expect(reply.status).toBe(200);
    expect(bodyOf(reply)).toMatchObject({
      session_id: 'session-1',
      version: 1,
      editing: { enabled: true },
      moved: [],
      notes: [],
      title: record.title,
    });
    expect(headerOf(reply, 'etag')).toBe('"1"');
    expect(await draftRecord('session-1')).toEqual(record);
  });

  test('becomes a case where it is asked for', async () => {
    const reply = await send(file(), '?as=case');
    expect(bodyOf(reply)).toMatchObject({ case_id: 2, version: 1, moved: [] });
    expect((await deps.cases.find(2))?.record).toEqual(record);
    expect(written).toEqual(['finalize']);
  });

  test('with a blocking problem needs a reason to become a case', async () => {
    const broken = file();
    broken.case.case_details.diagnostic_workup[0].result = '';
    expect(bodyOf(await send({ ...broken, as: 'case' }))).toMatchObject({ status: 422, audits: [{ severity: 'blocking' }] });
    expect(written).toEqual([]);
    expect((await send({ ...broken, as: 'case', override_reason: 'the result comes by phone' })).status).toBe(200);
    expect((await deps.cases.versions(2))[0]?.override?.reason).toBe('the result comes by phone');
  });

  test('is shown whole when the session store is down', async () => {
    const create = async (): Promise<never> => {
      throw new AppError('dependency-down', 'away', { dependency: 'redis' });
    };
    putInstead({ sessions: { ...deps.sessions, create } });
    expect(bodyOf(await send(file()))).toMatchObject({ session_id: null, editing: { enabled: false }, title: record.title });
  });

  test('has its schema at an address of its own', async () => {
    const reply = await medicalCaseSchemaGet(
      request('/schemas/medical-case.json', { headers: { authorization: '' } }),
      context(),
      deps,
    );
    expect(headerOf(reply, 'content-type')).toContain('application/schema+json');
    expect(bodyOf(reply)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Medical case' });
  });
});

describe('the older system’s files', () => {
  test('become a draft with what has been inferred', async () => {
    const { feature_likelihood_ratios_by_tier_json: _, ...files } = outputFiles(record, 7);
    const body = bodyOf(await send(files));
    expect(body).toMatchObject({
      session_id: 'session-1',
      moved: [],
      title: record.title,
      primary_aliases: record.primaryAliases,
    });
  });
});
