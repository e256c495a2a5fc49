import * as z from 'zod';
import { CaseRequest } from '../../cases/case-request.ts';
import { EditRequest, FinalizeRequest, SessionRequest } from '../edit-request.ts';
import { ModelQuery } from '../queries.ts';
import { RegenerateRequest, SectionRequest } from '../regenerate-request.ts';
import {
  DraftReply,
  EditReply,
  HistoryReply,
  PreviewReply,
  RegenerateReply,
  SectionReply,
  StoredReply,
  UndoReply,
} from '../reply-schemas.ts';
import { IdempotencyKey, IfMatch, Prefer, SessionPath } from './parameters.ts';
import { describeRoutes } from './route.ts';

export const draftRoutes = describeRoutes({
  'POST /preview-case': {
    tag: 'generation',
    summary: 'Write a case and keep it as a draft',
    description:
      'With `Accept: text/event-stream` the same work is told as it goes: events `stage`, `partial`, `usage`, and at the end `done` with the JSON reply or `failed` with the problem.',
    query: ModelQuery,
    body: CaseRequest,
    replies: { 200: { says: 'The draft', json: PreviewReply, files: ['text/event-stream'], etag: true } },
    problems: [429, 502, 503, 504],
  },
  'POST /generate-case': {
    tag: 'generation',
    summary: 'Write a case and save it',
    query: ModelQuery,
    headers: z.object(IdempotencyKey),
    body: CaseRequest,
    replies: { 200: { says: 'The saved case', json: StoredReply } },
    problems: [409, 429, 502, 503, 504],
  },
  'POST /sessions': {
    tag: 'drafts',
    summary: 'Put a case that you kept into a new edit session',
    body: SessionRequest,
    replies: { 201: { says: 'The draft', json: DraftReply, etag: true } },
    problems: [503],
  },
  'GET /session/{session_id}': {
    tag: 'drafts',
    summary: 'The draft of an edit session',
    path: SessionPath,
    replies: { 200: { says: 'The draft', json: DraftReply, etag: true } },
    problems: [404, 503],
  },
  'GET /session/{session_id}/history': {
    tag: 'drafts',
    summary: 'Every write to a draft, newest first',
    path: SessionPath,
    replies: { 200: { says: 'The history', json: HistoryReply, etag: true } },
    problems: [404, 503],
  },
  'POST /session/{session_id}/undo': {
    tag: 'drafts',
    summary: 'Take the last change back',
    path: SessionPath,
    headers: z.object({ ...IfMatch, ...Prefer }),
    replies: { 200: { says: 'Taken back', json: UndoReply, etag: true } },
    problems: [404, 409, 412, 503],
  },
  'POST /session/{session_id}/redo': {
    tag: 'drafts',
    summary: 'Make the change again that was taken back',
    path: SessionPath,
    headers: z.object({ ...IfMatch, ...Prefer }),
    replies: { 200: { says: 'Made again', json: UndoReply, etag: true } },
    problems: [404, 409, 412, 503],
  },
  'PUT /edit-case': {
    tag: 'drafts',
    summary: 'Change a draft, by operations or by whole lists: all of it, or nothing',
    headers: z.object({ ...IfMatch, ...IdempotencyKey, ...Prefer }),
    body: EditRequest,
    replies: { 200: { says: 'What changed, and what moved', json: EditReply, etag: true } },
    problems: [404, 409, 412, 503],
  },
  'POST /regenerate-lrs': {
    tag: 'drafts',
    summary: 'Have the likelihoods of a draft, or of a case that comes along, estimated again',
    query: ModelQuery,
    headers: z.object(IfMatch),
    body: RegenerateRequest,
    replies: { 200: { says: 'The new ratios', json: RegenerateReply, SectionReply, etag: true } },
    problems: [404, 409, 412, 429, 502, 503, 504],
  },
  'POST /regenerate-section': {
    tag: 'drafts',
    summary: 'Have one part of a draft written anew; what is locked stays as it is',
    query: ModelQuery,
    headers: z.object(IfMatch),
    body: SectionRequest,
    replies: { 200: { says: 'The draft', json: SectionReply, etag: true } },
    problems: [404, 409, 412, 429, 502, 503, 504],
  },
  'POST /finalize-case': {
    tag: 'drafts',
    summary: 'Make a draft final: a case, or the next version of the one that it was opened from',
    body: FinalizeRequest,
    replies: { 200: { says: 'The saved case', json: StoredReply } },
    problems: [404, 409, 503],
  },
});
