import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCaseStore } from '../../shared/store/case-store.ts';
import { unzip } from '../exports/read-workbook.ts';
import { createTestDatabase, postgresMissing, type TestDatabase } from '../helpers/database.ts';
import { caseRecord } from '../helpers/record.ts';
import { signIn } from '../helpers/requests.ts';
import { type RunningApi, startApi } from '../helpers/running-api.ts';

/** The built functions: fonts and tables of the PDF writer must have come along. */
describe.skipIf(postgresMissing)('exports over HTTP', () => {
  let database: TestDatabase;
  let api: RunningApi;
  const headers = { authorization: signIn('educator', 'right') };
  const bytesOf = async (path: string): Promise<Buffer> => {
    const reply = await fetch(`${api.url}${path}`, { headers });
    expect(reply.status).toBe(200);
    return Buffer.from(await reply.arrayBuffer());
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    const cases = createCaseStore(database.open());
    for (const seed of [1, 2, 3]) await cases.save(caseRecord(seed));
    api = await startApi({ POSTGRES_URL: database.url, REDIS_URL: '' });
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  test('a paper as PDF and as HTML', async () => {
    expect((await bytesOf('/case/1/export/osce-pack-pdf')).toString('latin1', 0, 5)).toBe('%PDF-');
    expect((await bytesOf('/case/1/export/door-chart-html')).toString()).toContain('Your task');
    expect((await bytesOf('/case/1/export/door-chart-html?version=1')).toString()).toContain('Your task');
  });

  test('everything of a case, and all cases, as archives that open', async () => {
    const files = unzip(await bytesOf('/case/2/export/all.zip'));
    expect([...files.keys()]).toEqual(expect.arrayContaining(['case_2_osce_pack.pdf', 'case_2_lr_matrix.xlsx']));
    const folders = [...unzip(await bytesOf('/cases/export.zip?ids=all')).keys()].map((name) => name.split('/')[0]);
    expect(new Set(folders)).toEqual(new Set(['case_3', 'case_2', 'case_1']));
  });

  test('the head of an archive, without making one', async () => {
    const reply = await fetch(`${api.url}/cases/export.zip?ids=all`, { method: 'HEAD', headers });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('application/zip');
    expect((await reply.arrayBuffer()).byteLength).toBe(0);
  });

  test('a caller who leaves in the middle ends the work', async () => {
    const stop = new AbortController();
    const reply = await fetch(`${api.url}/cases/export.zip?ids=all`, { headers, signal: stop.signal });
    await reply.body?.getReader().read();
    stop.abort();
    expect((await api.ask('/case/1')).status).toBe(200);
  });
});
