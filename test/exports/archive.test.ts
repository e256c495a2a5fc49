import type { HttpResponseInit } from '@azure/functions';
import { describe, expect, test } from 'vitest';
import { caseExportAllGet } from '../../functions/case-export-all-get.ts';
import { caseExportGet } from '../../functions/case-export-get.ts';
import { casesExportGet } from '../../functions/cases-export-get.ts';
import { sessionExportAllGet } from '../../functions/session-export-all-get.ts';
import { sessionExportGet } from '../../functions/session-export-get.ts';
import type { CaseRecord } from '../../shared/cases/case.ts';
import type { CaseStore } from '../../shared/cases/ports.ts';
import { exportFormats } from '../../shared/exports/formats.ts';
import { lrMatrixCsv } from '../../shared/exports/lr-matrix-csv.ts';
import { packAsHtml } from '../../shared/exports/osce/pack.ts';
import { type ZipEntry, zipOf } from '../../shared/exports/zip.ts';
import { keepDraft } from '../helpers/draft.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { caseRecord } from '../helpers/record.ts';
import { bodyOf, context, headerOf, request } from '../helpers/requests.ts';
import { unzip } from './read-workbook.ts';

const record = caseRecord();
async function withCases(...records: CaseRecord[]) {
  const deps = fakeDeps();
  for (const one of records) await deps.cases.save(one);
  return deps;
}
const bytesOf = async ({ body }: HttpResponseInit): Promise<Buffer> =>
  Buffer.from(await new Response(body as ReadableStream).arrayBuffer());
const filesIn = async (reply: HttpResponseInit): Promise<Map<string, string>> => unzip(await bytesOf(reply));
const ofCase = async (format: string, deps = withCases(record)) =>
  caseExportGet(request('/x', { params: { case_id: '1', format } }), context(), await deps);
const ofCases = async (query: string, deps = withCases(record, caseRecord(2), caseRecord(3))) =>
  casesExportGet(request(`/cases/export.zip${query}`), context(), await deps);

describe('one file of a case', () => {
  test.each(exportFormats.map((format) => [format.path, format] as const))('%s', async (path, { contentType, under }) => {
    const reply = await ofCase(path);
    expect(reply.status ?? 200).toBe(200);
    expect(headerOf(reply, 'content-type')).toBe(contentType);
    expect(headerOf(reply, 'content-disposition')).toMatch(/^attachment; filename="case_1_[\w.]+"$/);
    if (path.endsWith('html')) expect(headerOf(reply, 'content-security-policy')).toContain("default-src 'none'");
    if (under === 'export') expect(path).toMatch(/-(?:html|pdf|json)$|schema/);
  });

  test('of an unknown format or case: 404', async () => {
    expect(bodyOf(await ofCase('all')).detail).toContain('osce-pack-pdf');
    expect((await ofCase('door-chart-html', withCases())).status).toBe(404);
  });

  test('of a draft', async () => {
    const deps = fakeDeps();
    await keepDraft(deps.sessions, 'draft-1', record);
    const asked = (format: string) => request('/x', { params: { session_id: 'draft-1', format } });
    const reply = await sessionExportGet(asked('door-chart-html'), context(), deps);
    expect(reply.body).toBe(await packAsHtml(record, ['door-chart']));
    expect(headerOf(reply, 'content-disposition')).toContain('case_draft_door_chart.html');
    expect([...(await filesIn(await sessionExportAllGet(asked(''), context(), deps))).keys()]).toContain(
      'case_draft_osce_pack.pdf',
    );
  });
});

describe('everything of a case', () => {
  test('holds each file once, as it is alone, and the same bytes every time', async () => {
    const ask = async () => caseExportAllGet(request('/x', { params: { case_id: '1' } }), context(), await withCases(record));
    const reply = await ask();
    expect(headerOf(reply, 'content-type')).toBe('application/zip');
    expect(headerOf(reply, 'content-disposition')).toBe('attachment; filename="case_1.zip"');
    const bytes = await bytesOf(reply);
    const files = unzip(bytes);
    for (const tier of [1, 2, 3] as const) expect(files.get(`case_1_lr_matrix_tier_${tier}.csv`)).toBe(lrMatrixCsv(record, tier));
    expect(files.get('case_1_osce_pack.pdf')?.slice(0, 5)).toBe('%PDF-');
    expect(files.has('not_exported.txt')).toBe(false);
    for (const { fileName } of exportFormats) expect(files.has(`case_1_${fileName(2)}`)).toBe(true);
    const again = unzip(await bytesOf(await ask()));
    for (const [name, content] of files) if (!name.endsWith('.xlsx')) expect(again.get(name)).toBe(content);
  });

  test('says beside the others what cannot be exported, and why', async () => {
    const findings = record.findings.map((finding, i) => (i === 0 ? { ...finding, finding: 'Does it hurt?' } : finding));
    const deps = await withCases({ ...record, findings });
    const files = await filesIn(await caseExportAllGet(request('/x', { params: { case_id: '1' } }), context(), deps));
    expect(files.get('not_exported.txt')).toMatch(/lr-matrix-csv, tier 1: .*is a question/);
    expect([...files.keys()]).toContain('case_1_osce_pack.html');
    expect([...files.keys()]).not.toContain('case_1_lr_matrix_tier_1.csv');
  });
});

describe('many cases', () => {
  test('all of them, a folder for each, without PDFs unless asked for', async () => {
    const names = [...(await filesIn(await ofCases('?ids=all'))).keys()];
    expect([...new Set(names.map((name) => name.split('/')[0]))]).toEqual(['case_3', 'case_2', 'case_1']);
    expect(names.filter((name) => name.endsWith('.pdf'))).toEqual([]);
    expect([...(await filesIn(await ofCases('?ids=2&formats=osce-pack-pdf,case-summary'))).keys()]).toEqual([
      'case_2/case_2_osce_pack.pdf',
      'case_2/case_2_summary.txt',
    ]);
  });

  test('those that are named, each once, and says which there are not', async () => {
    const files = await filesIn(await ofCases('?ids=3,1,3,77&formats=case-summary'));
    expect([...files.keys()]).toEqual(['case_3/case_3_summary.txt', 'case_1/case_1_summary.txt', 'missing_cases.txt']);
    expect(files.get('missing_cases.txt')).toContain('77');
  });

  test.each([
    ['', 'ids'],
    ['?ids=', 'ids'],
    ['?ids=1,x', 'ids'],
    ['?ids=0', 'ids'],
    ['?ids=all,1', 'ids'],
    ['?ids=99999999999', 'ids'],
    [`?ids=${Array.from({ length: 2_001 }, (_, i) => i + 1).join()}`, 'ids'],
    ['?ids=1&formats=pdf', 'formats'],
  ])('%s: 422 that names the field', async (query, path) => {
    const reply = await ofCases(query);
    expect(reply.status).toBe(422);
    expect(bodyOf(reply).errors?.[0]?.path).toBe(path);
  });

  test('are read page by page, each when its turn comes', async () => {
    const asked: string[] = [];
    const cases: Pick<CaseStore, 'find' | 'list' | 'ready'> = {
      ready: async () => {},
      list: async ({ limit, before = 1_051 }) => {
        asked.push(`page before ${before}`);
        return Array.from({ length: Math.min(limit, before - 1) }, (_, i) => ({ caseId: before - 1 - i })) as never;
      },
      find: async (caseId) => {
        asked.push(`case ${caseId}`);
        return { caseId, version: 1, createdAt: '2026-01-01T00:00:00.000Z', record };
      },
    };
    const deps = fakeDeps({ cases: cases as CaseStore });
    const reply = await ofCases('?ids=all&formats=case-summary', Promise.resolve(deps));
    const reader = (reply.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked.length).toBeLessThan(400); // what fits the buffers of the streams
    let bytes = 0;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) bytes += piece.value.length;
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(asked.filter((line) => line.startsWith('case'))).toHaveLength(1_050);
    expect(asked.filter((line) => line.startsWith('page'))).toHaveLength(11);
  });

  test('whose reading fails midway end in an error, never in an archive that looks whole', async () => {
    const deps = await withCases(record, caseRecord(2));
    const find = deps.cases.find.bind(deps.cases);
    const cases = { ...deps.cases, find: async (id: number) => (id === 1 ? Promise.reject(new Error('gone')) : find(id)) };
    const reply = await ofCases('?ids=2,1&formats=case-summary', Promise.resolve({ ...deps, cases }));
    await expect(bytesOf(reply)).rejects.toThrow();
  });
});

describe('the packer', () => {
  test('stops asking for files when nobody takes the pieces any more', async () => {
    let made = 0;
    async function* entries(): AsyncGenerator<ZipEntry> {
      for (; made < 10_000; made++)
        yield { name: `${made}.bin`, savedAt: new Date(0), packs: false, bytes: new Uint8Array(10_000) };
    }
    for await (const _ of zipOf(entries())) if (made > 5) break;
    const then = made;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(made - then).toBeLessThan(20);
  });

  test('keeps empty files and names of every script', async () => {
    async function* entries(): AsyncGenerator<ZipEntry> {
      yield { name: 'leer ≥ 田.txt', savedAt: new Date(0), packs: true, bytes: new Uint8Array(0) };
      yield { name: 'b.txt', savedAt: new Date(0), packs: true, bytes: Buffer.from('two') };
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of zipOf(entries())) pieces.push(piece);
    expect([...unzip(Buffer.concat(pieces))]).toEqual([
      ['leer ≥ 田.txt', ''],
      ['b.txt', 'two'],
    ]);
  });
});
