import * as z from 'zod';
import { HealthReply } from '../../health/health-schema.ts';
import { AnalysisReply } from '../analysis-schema.ts';
import { AnalyzeRequest } from '../analyze-request.ts';
import { LibraryEntryReply, LibraryReply, ModelsReply, RootReply, UsageReply } from '../list-schemas.ts';
import { LibraryQuery, UsageQuery } from '../queries.ts';
import { describeRoutes } from './route.ts';

export const serviceRoutes = describeRoutes({
  'GET /': {
    tag: 'service',
    open: true,
    summary: 'Whether the API is alive',
    replies: { 200: { says: 'It is', json: RootReply } },
  },
  'GET /health': {
    tag: 'service',
    open: true,
    summary: 'How the API and what it depends on are doing',
    replies: { 200: { says: 'Healthy, or degraded', json: HealthReply }, 503: { says: 'Unhealthy', json: HealthReply } },
  },
  'GET /models': {
    tag: 'service',
    open: true,
    summary: 'Who can write a case',
    replies: { 200: { says: 'The models', json: ModelsReply } },
  },
  'GET /openapi.json': {
    tag: 'service',
    open: true,
    summary: 'This description, as OpenAPI 3.1',
    replies: { 200: { says: 'The description', json: z.record(z.string(), z.unknown()) } },
  },
  'GET /docs': {
    tag: 'service',
    open: true,
    summary: 'This description as a page, on which every route can be tried',
    replies: { 200: { says: 'The page', files: ['text/html'] } },
  },
  'GET /docs/{file}': {
    tag: 'service',
    open: true,
    summary: 'What that page is made of',
    path: z.object({ file: z.enum(['docs.css', 'docs.js']) }),
    replies: { 200: { says: 'The file', files: ['text/css', 'text/javascript'] } },
    problems: [404],
  },
  'GET /auth/check': { tag: 'service', summary: 'Whether your sign-in is right', replies: { 204: { says: 'It is' } } },
  'GET /usage': {
    tag: 'service',
    summary: 'What language models cost, by day and model',
    query: UsageQuery,
    replies: { 200: { says: 'Newest day first', json: UsageReply } },
    problems: [503],
  },
  'GET /library': {
    tag: 'service',
    summary: 'Diagnoses that the built-in library knows, best match first',
    query: LibraryQuery,
    replies: { 200: { says: 'The diagnoses', json: LibraryReply } },
  },
  'GET /library/{icd10}': {
    tag: 'service',
    summary: 'Published figures of a diagnosis, with citations',
    path: z.object({ icd10: z.string().describe('Such as `I21.3`; a code of three characters holds those below it.') }),
    replies: { 200: { says: 'The figures', json: LibraryEntryReply } },
    problems: [404],
  },
  'POST /analyze': {
    tag: 'analysis',
    summary: "Whether a case's numbers lead to its diagnosis, and which questions carry the information",
    body: AnalyzeRequest,
    replies: { 200: { says: 'The analysis', json: AnalysisReply } },
    problems: [404, 503],
  },
});
