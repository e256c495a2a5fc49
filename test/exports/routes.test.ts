import type { HttpResponseInit } from '@azure/functions';
import { describe, expect, test } from 'vitest';
import '../../functions/case-export-get.ts';
import { caseOutputFilesGet } from '../../functions/case-output-files-get.ts';
import { caseSimulatorExportGet } from '../../functions/case-simulator-export-get.ts';
import { caseSimulatorExportsGet } from '../../functions/case-simulator-exports-get.ts';
import { sessionSimulatorExportGet } from '../../functions/session-simulator-export-get.ts';
import { sessionSimulatorExportsGet } from '../../functions/session-simulator-exports-get.ts';
import { lrMatrixCsv } from '../../shared/exports/lr-matrix-csv.ts';
import { methodsFor } from '../../shared/http/register.ts';
import { keepDraft } from '../helpers/draft.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { caseRecord } from '../helpers/record.ts';
import { bodyOf, context, headerOf, request } from '../helpers/requests.ts';
import { readWorkbook } from './read-workbook.ts';

const record = caseRecord();

async function withCaseAndDraft() {
  const deps = fakeDeps();
  await deps.cases.save(record);
  await keepDraft(deps.sessions, 'draft-1', record);
  return deps;
}

const ofCase = async (format: string, query = '', case_id = '1'): Promise<HttpResponseInit> =>
  caseSimulatorExportGet(
    request(`/case/${case_id}/simulator-export/${format}${query}`, { params: { case_id, format } }),
    context(),
    await withCaseAndDraft(),
  );
const ofDraft = async (format: string, query = '', session_id = 'draft-1'): Promise<HttpResponseInit> =>
  sessionSimulatorExportGet(
    request(`/session/${session_id}/simulator-export/${format}${query}`, { params: { session_id, format } }),
    context(),
    await withCaseAndDraft(),
  );

const csv = 'text/csv; charset=utf-8';
const files: [format: string, contentType: string, fileName: string][] = [
  ['lr-matrix-csv', csv, 'lr_matrix_tier_2.csv'],
  ['lr-matrix-excel', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'lr_matrix.xlsx'],
  ['lr-provenance-csv', csv, 'lr_provenance_tier_2.csv'],
  ['prior-probabilities', 'application/json; charset=utf-8', 'tier_2_priors.json'],
  ['case-summary', 'text/plain; charset=utf-8', 'summary.txt'],
];

describe.each(files)('%s', (format, contentType, fileName) => {
  test('is a file of a case, and of a draft', async () => {
    for (const [reply, id] of [
      [await ofCase(format), '1'],
      [await ofDraft(format), 'draft'],
    ] as const) {
      expect(reply.status ?? 200).toBe(200);
      expect(headerOf(reply, 'content-type')).toBe(contentType);
      expect(headerOf(reply, 'content-disposition')).toBe(`attachment; filename="case_${id}_${fileName}"`);
      expect(headerOf(reply, 'cache-control')).toBe('no-store');
    }
  });
  test('of what is not there: 404', async () => {
    for (const id of ['99', '0', 'x', '99999999999']) expect((await ofCase(format, '', id)).status).toBe(404);
    expect(bodyOf(await ofDraft(format, '', 'gone'))).toMatchObject({ status: 404, detail: 'Session not found or expired' });
  });
  test.each(format === 'case-summary' ? [] : ['0', '4', 'two', '', '1.0', '2,3', '%00'])(
    'tier_level=%s: 422 that names it',
    async (tier) => {
      for (const reply of [await ofCase(format, `?tier_level=${tier}`), await ofDraft(format, `?tier_level=${tier}`)]) {
        expect(reply.status).toBe(422);
        expect(bodyOf(reply).errors?.[0]).toEqual({ path: 'tier_level', message: 'must be 1, 2 or 3' });
      }
    },
  );
  test('without sign-in: 401', async () => {
    const asked = request('/case/1/simulator-export/x', { params: { case_id: '1', format }, headers: { authorization: '' } });
    expect((await caseSimulatorExportGet(asked, context(), await withCaseAndDraft())).status).toBe(401);
  });
});

describe('exports', () => {
  test('take the tier that is asked for, and tier 2 otherwise', async () => {
    expect((await ofCase('lr-matrix-csv')).body).toBe(lrMatrixCsv(record, 2));
    for (const tier of [1, 2, 3] as const) {
      const reply = await ofCase('lr-matrix-csv', `?tier_level=${tier}`);
      expect(reply.body).toBe(lrMatrixCsv(record, tier));
      expect(headerOf(reply, 'content-disposition')).toContain(`_tier_${tier}.csv`);
    }
    const workbook = (await ofCase('lr-matrix-excel', '?tier_level=3')).body;
    expect(
      readWorkbook(workbook as Uint8Array)
        .get('Bayes')
        ?.get('A1')?.text,
    ).toContain('tier 3');
  });
  test('of an unknown format: 404 that names those that there are', async () => {
    for (const reply of [await ofCase('lr-matrix'), await ofDraft('toString')]) {
      expect(reply.status).toBe(404);
      for (const [format] of files) expect(bodyOf(reply).detail).toContain(format);
    }
  });
  test('of a case that the simulator could not read: 409 with the field', async () => {
    const deps = fakeDeps();
    const findings = record.findings.map((finding, i) => (i === 0 ? { ...finding, finding: 'Does it hurt?' } : finding));
    await deps.cases.save({ ...record, findings });
    const asked = request('/case/1/simulator-export/lr-matrix-csv', { params: { case_id: '1', format: 'lr-matrix-csv' } });
    const reply = await caseSimulatorExportGet(asked, context(), deps);
    expect(reply.status).toBe(409);
    expect(bodyOf(reply).errors?.[0]?.path).toMatch(/^case_details\..*\.finding$/);
  });
});

describe('the listing', () => {
  test('names every file that the routes give, for a case and for a draft', async () => {
    const deps = await withCaseAndDraft();
    const ofSaved = bodyOf(await caseSimulatorExportsGet(request('/x', { params: { case_id: '1' } }), context(), deps));
    const drafted = bodyOf(
      await sessionSimulatorExportsGet(request('/x', { params: { session_id: 'draft-1' } }), context(), deps),
    );
    expect(ofSaved).toMatchObject({ case_id: 1, case_title: record.title, available_tiers: [1, 2, 3], unavailable_tiers: [] });
    expect(ofSaved.total_features).toBe(record.findings.length);
    expect(drafted).toEqual({ ...ofSaved, case_id: null });
    expect(ofSaved.available_exports).toEqual(
      expect.arrayContaining([
        'feature_lr_matrix_csv',
        'feature_lr_matrix_excel',
        'prior_probabilities_json',
        'case_summary_txt',
      ]),
    );
    const listed = ofSaved.exports as { path: string }[];
    const [older, papers] = ['simulator-export/', 'export/'].map((under) =>
      listed.flatMap(({ path }) => (path.startsWith(under) ? [path.slice(under.length)] : [])),
    );
    expect(older?.toSorted()).toEqual(files.map(([format]) => format).toSorted());
    expect(papers).toEqual(expect.arrayContaining(['door-chart-html', 'answer-key-pdf', 'osce-pack-html', 'osce-pack-pdf']));
    for (const { path } of listed) expect(methodsFor(`case/1/${path}`)).toEqual(['GET']);
  });
  test('of what is not there: 404', async () => {
    const deps = await withCaseAndDraft();
    expect((await caseSimulatorExportsGet(request('/x', { params: { case_id: '7' } }), context(), deps)).status).toBe(404);
    expect((await sessionSimulatorExportsGet(request('/x', { params: { session_id: 'a/b' } }), context(), deps)).status).toBe(
      404,
    );
    expect((await caseOutputFilesGet(request('/x', { params: { case_id: '7' } }), context(), deps)).status).toBe(404);
  });
  test('output files come as JSON', async () => {
    const reply = await caseOutputFilesGet(request('/x', { params: { case_id: '1' } }), context(), await withCaseAndDraft());
    expect(Object.keys(bodyOf(reply))).toEqual([
      ...['case_details_json', 'a_priori_probabilities_json', 'feature_likelihood_ratios_json'],
      'feature_likelihood_ratios_by_tier_json',
    ]);
    expect(bodyOf(reply).case_details_json).toMatchObject({ case_id: 1, primary_diagnosis: record.primaryDiagnosis });
  });
});
