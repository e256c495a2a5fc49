import * as z from 'zod';
import { ExportsReply, OutputFilesReply } from '../../exports/export-schemas.ts';
import { DiffQuery, ReopenRequest } from '../edit-request.ts';
import { CsvBody, ImportQuery, ImportRequest } from '../import-schemas.ts';
import { PracticeQuery } from '../practice-query.ts';
import { PracticeListReply, PracticeReply } from '../practice-schemas.ts';
import { ArchiveText, CasesQuery, ExportQuery, PracticeListQuery } from '../queries.ts';
import { CasesReply, DiffReply, ImportReply, ReopenedReply, RetireReply, StoredReply, VersionsReply } from '../reply-schemas.ts';
import { CasePath, ExportPath, SessionPath, VersionQuery } from './parameters.ts';
import { describeRoutes } from './route.ts';

const files = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/json',
  'text/plain',
  'text/html',
  'application/pdf',
] as const;
const archives = ['application/zip'] as const;

export const caseRoutes = describeRoutes({
  'GET /cases': {
    tag: 'cases',
    summary: 'Saved cases, newest first',
    description: 'A `Link` header with `rel="next"` names the next page.',
    query: CasesQuery,
    replies: { 200: { says: 'One page', json: CasesReply } },
    problems: [503],
  },
  'GET /case/{case_id}': {
    tag: 'cases',
    summary: 'A saved case',
    path: CasePath,
    query: VersionQuery,
    replies: { 200: { says: 'The case', json: StoredReply } },
    problems: [404, 503],
  },
  'GET /case/{case_id}/versions': {
    tag: 'cases',
    summary: 'The versions of a case, oldest first',
    path: CasePath,
    replies: { 200: { says: 'The versions', json: VersionsReply } },
    problems: [404, 503],
  },
  'GET /case/{case_id}/diff': {
    tag: 'cases',
    summary: 'What changed from one version to another, in sentences',
    path: CasePath,
    query: DiffQuery,
    replies: { 200: { says: 'The changes', json: DiffReply } },
    problems: [404, 503],
  },
  'POST /case/{case_id}/edit': {
    tag: 'cases',
    summary: 'Open a version as a draft',
    path: CasePath,
    body: ReopenRequest,
    bodyIsOptional: true,
    replies: { 200: { says: 'The draft', json: ReopenedReply, etag: true } },
    problems: [404, 503],
  },
  'POST /case/{case_id}/retire': {
    tag: 'cases',
    summary: 'Hide a case from lists',
    path: CasePath,
    replies: { 200: { says: 'Hidden', json: RetireReply } },
    problems: [404, 503],
  },
  'POST /case/{case_id}/restore': {
    tag: 'cases',
    summary: 'Show a hidden case again',
    path: CasePath,
    replies: { 200: { says: 'Shown', json: RetireReply } },
    problems: [404, 503],
  },
  'GET /practice': {
    tag: 'cases',
    summary: 'Saved cases for a learner, newest first',
    description:
      'No diagnosis and none of the author’s words; a search reads titles and complaints only. A `Link` header with `rel="next"` names the next page.',
    query: PracticeListQuery,
    replies: { 200: { says: 'One page', json: PracticeListReply } },
    problems: [503],
  },
  'GET /case/{case_id}/practice': {
    tag: 'cases',
    summary: 'A finalized case for a learner, one step at a time',
    description:
      'Without a query the door; with `ask` one answer; with `reveal=1` and what was `asked`, in order, the path of a careful reasoner. Nothing of the author’s goes out before the reveal.',
    path: CasePath,
    query: VersionQuery.extend(PracticeQuery.shape),
    replies: { 200: { says: 'The door, one answer, or the reveal', json: PracticeReply } },
    problems: [404, 409, 503],
  },
  'POST /cases/import': {
    tag: 'exports',
    summary: "Bring in a case file, the older system's three JSON files, or an LR matrix for a case that is here",
    description:
      'What cannot be read is refused by field, or by row and column, and writes nothing. Ratios that contradict each other are fitted; `moved` lists those that are something else now, `notes` what was inferred.',
    query: ImportQuery,
    body: ImportRequest,
    otherBodies: { 'text/csv': CsvBody },
    replies: { 200: { says: 'The draft, or with `as=case` the saved case', json: ImportReply } },
    problems: [404, 409, 503],
  },
  'GET /schemas/medical-case.json': {
    tag: 'exports',
    open: true,
    summary: 'The JSON Schema of the case file',
    replies: { 200: { says: 'JSON Schema, draft 2020-12', files: ['application/schema+json'] } },
  },
  'GET /case/{case_id}/output-files': {
    tag: 'exports',
    summary: "The older system's three JSON files",
    path: CasePath,
    query: VersionQuery,
    replies: { 200: { says: 'The files', json: OutputFilesReply } },
    problems: [404, 503],
  },
  'GET /case/{case_id}/simulator-exports': {
    tag: 'exports',
    summary: 'What can be fetched of a case',
    path: CasePath,
    query: VersionQuery,
    replies: { 200: { says: 'The list', json: ExportsReply } },
    problems: [404, 503],
  },
  'GET /case/{case_id}/simulator-export/{format}': {
    tag: 'exports',
    summary: 'One file of a case',
    path: CasePath.extend(ExportPath),
    query: VersionQuery.extend(ExportQuery.shape),
    replies: { 200: { says: 'The file', files } },
    problems: [404, 409, 503],
  },
  'GET /session/{session_id}/simulator-exports': {
    tag: 'exports',
    summary: 'What can be fetched of a draft',
    path: SessionPath,
    replies: { 200: { says: 'The list', json: ExportsReply } },
    problems: [404, 503],
  },
  'GET /session/{session_id}/simulator-export/{format}': {
    tag: 'exports',
    summary: 'One file of a draft',
    path: SessionPath.extend(ExportPath),
    query: z.object(ExportQuery.shape),
    replies: { 200: { says: 'The file', files } },
    problems: [404, 409, 503],
  },
  'GET /case/{case_id}/export/{format}': {
    tag: 'exports',
    summary: 'One file of a case: those of the simulator, the case file, and the papers of an OSCE station',
    path: CasePath.extend(ExportPath),
    query: VersionQuery.extend(ExportQuery.shape),
    replies: { 200: { says: 'The file', files } },
    problems: [404, 409, 503],
  },
  'GET /session/{session_id}/export/{format}': {
    tag: 'exports',
    summary: 'The same of a draft',
    path: SessionPath.extend(ExportPath),
    query: z.object(ExportQuery.shape),
    replies: { 200: { says: 'The file', files } },
    problems: [404, 409, 503],
  },
  'GET /case/{case_id}/export/all.zip': {
    tag: 'exports',
    summary: 'Every file of a case in one archive',
    path: CasePath,
    query: VersionQuery,
    replies: { 200: { says: 'The archive', files: archives } },
    problems: [404, 503],
  },
  'GET /session/{session_id}/export/all.zip': {
    tag: 'exports',
    summary: 'Every file of a draft in one archive',
    path: SessionPath,
    replies: { 200: { says: 'The archive', files: archives } },
    problems: [404, 503],
  },
  'GET /cases/export.zip': {
    tag: 'exports',
    summary: 'The files of many cases in one archive, a folder for each',
    query: ArchiveText,
    replies: { 200: { says: 'The archive', files: archives } },
    problems: [503],
  },
});
