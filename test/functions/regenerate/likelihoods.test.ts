import { beforeEach, describe, expect, test } from 'vitest';
import { regenerateLrsPost } from '../../../functions/regenerate-lrs-post.ts';
import { sessionHistoryGet } from '../../../functions/session-history-get.ts';
import { incoherence } from '../../helpers/coherent-case.ts';
import { caseRecord } from '../../helpers/record.ts';
import { bodyOf, context, headerOf, post, request } from '../../helpers/requests.ts';
import { deps, draft, edit, lrs, openDraft, section, session_id } from './library-draft.ts';

beforeEach(openDraft);

describe('POST /regenerate-lrs with the library', () => {
  test('takes back an author’s number, and says nothing of it where the case is as it was written', async () => {
    const first = caseRecord();
    const finding = first.findings[0]?.id ?? '';
    const leaf = first.framework.leaves[0]?.id ?? '';
    await edit({ operations: [{ op: 'set-probability', finding_id: finding, bucket_id: leaf, probability: 0.37 }] });
    const reply = await lrs();
    expect(reply.status).toBe(200);
    expect(headerOf(reply, 'etag')).toBe('"3"');
    expect(
      incoherence({ ...bodyOf(reply), diagnostic_framework: bodyOf(await section('title')).diagnostic_framework as object }),
    ).toMatchObject({
      identity: expect.closeTo(0, 9),
    });
    expect((await draft()).record.likelihoods).toEqual(first.likelihoods);
    const before = (await draft()).version;
    expect((await lrs()).status).toBe(200);
    expect((await draft()).version).toBe(before);
  });

  test('makes the edits that come along, in one write', async () => {
    const { case_details, diagnostic_framework } = bodyOf(await section('title'));
    const details = case_details as { history_questions: object[] };
    const bare = [...details.history_questions, { question: 'Do you sleep well?', expected_answer: 'Like a log.' }];
    const reply = await lrs({ case_details: { history_questions: bare }, diagnostic_framework });
    expect(reply.status).toBe(200);
    const { record, version } = await draft();
    expect(version).toBe(3);
    expect(record.findings.some((finding) => finding.category === 'history' && finding.question === 'Do you sleep well?')).toBe(
      true,
    );
    const history = bodyOf(
      await sessionHistoryGet(request('/session/draft-1/history', { params: { session_id } }), context(), deps),
    );
    expect((history.revisions as { kind: string }[])[0]?.kind).toBe('regenerated');
  });

  test('takes the model from the query, as older clients send it', async () => {
    expect((await lrs({}, '/regenerate-lrs?model=library')).status).toBe(200);
    expect((await lrs({}, '/regenerate-lrs?model=nobody')).status).toBe(422);
    expect((await lrs({}, '/regenerate-lrs?model=gpt-4o')).status).toBe(503);
  });

  test('of a case in no session keeps nothing', async () => {
    const { case_details, diagnostic_framework } = bodyOf(await section('title'));
    type Item = Record<string, unknown>;
    const bare = (items: unknown): object[] => (items as Item[]).map(({ id: _, present: __, finding: ___, ...item }) => item);
    const details = case_details as Record<string, unknown>;
    const payload = {
      primary_diagnosis: 'Migraine',
      description: 'A person of 40 with headache',
      case_details: {
        ...details,
        finding_order: undefined,
        history_questions: (details.history_questions as Item[]).map(({ id: _, present: __, ...item }) => item),
        physical_exam_findings: bare(details.physical_exam_findings),
        diagnostic_workup: bare(details.diagnostic_workup),
      },
      diagnostic_framework: (diagnostic_framework as { buckets: Item[] }[]).map((tier) => ({
        ...tier,
        buckets: tier.buckets.map(({ name, description }) => ({ name, description })),
      })),
    };
    const before = await draft();
    const reply = await regenerateLrsPost(post('/regenerate-lrs', payload), context(), deps);
    expect(reply.status, String(reply.body).slice(0, 600)).toBe(200);
    const body = bodyOf(reply);
    expect(body.session_id).toBeNull();
    const rows = body.feature_likelihood_ratios as {
      provenance: { source: string };
      likelihood_ratio: number;
      present: boolean | null;
    }[];
    expect(rows.some(({ provenance }) => provenance.source === 'published')).toBe(true);
    expect(rows.some(({ likelihood_ratio, present }) => present === null && Math.abs(Math.log(likelihood_ratio)) > 0.5)).toBe(
      true,
    );
    expect(await draft()).toEqual(before);
    expect(bodyOf(await regenerateLrsPost(post('/regenerate-lrs', {}), context(), deps)).errors?.[0]?.path).toBe('session_id');
  });

  test('refuses a stale If-Match, and lists that cannot be', async () => {
    await edit({ title: 'Another' });
    expect((await lrs({}, '/regenerate-lrs', { 'if-match': '"1"' })).status).toBe(412);
    expect((await lrs({ diagnostic_framework: [{ tier_level: 3, buckets: [{ name: 'One' }] }] })).status).toBe(422);
    expect((await lrs({ session_id: 'nobody' })).status).toBe(404);
    expect((await draft()).version).toBe(2);
  });
});
