import { beforeEach, describe, expect, test } from 'vitest';
import { bodyOf, headerOf } from '../../helpers/requests.ts';
import { edit, openDraft, record, session_id, shown } from './draft.ts';
import { details, type Ratio, ratios, tiers } from './parts.ts';

beforeEach(openDraft);

describe('PUT /edit-case', () => {
  test('changes what is given, leaves the rest, and raises the version', async () => {
    const before = await shown();
    const reply = await edit({ title: 'A new title', case_details: { presentation: 'Sits by the window.' } });
    expect(reply.status).toBe(200);
    expect(bodyOf(reply)).toMatchObject({ status: 'success', session_id, version: 2, can_undo: true });
    expect(headerOf(reply, 'etag')).toBe('"2"');
    const after = await shown();
    expect(after).toMatchObject({ title: 'A new title', version: 2 });
    expect(details(after)).toMatchObject({ presentation: 'Sits by the window.' });
    expect(details(after).history_questions).toEqual(details(before).history_questions);
    expect(ratios(after)).toEqual(ratios(before));
  });

  test('an unknown session is 404 with the words that clients know', async () => {
    const reply = await edit({ session_id: 'nobody', title: 'x' });
    expect(reply.status).toBe(404);
    expect(bodyOf(reply).detail).toBe('Session not found or expired');
  });

  test('what is sent back as it was shown changes nothing', async () => {
    const { case_details, diagnostic_framework, feature_likelihood_ratios } = await shown();
    const reply = await edit({ case_details, diagnostic_framework, feature_likelihood_ratios });
    expect(bodyOf(reply)).toMatchObject({ version: 1, changes: [], moved: [] });
    const rounded = (feature_likelihood_ratios as Ratio[]).map((row) => ({
      ...row,
      likelihood_ratio: Number(row.likelihood_ratio.toFixed(2)) || 0.01,
      probability: undefined,
    }));
    expect(bodyOf(await edit({ feature_likelihood_ratios: rounded }))).toMatchObject({ version: 1, changes: [] });
  });

  test('items without ids are matched by wording, then by place, and keep their state', async () => {
    const before = details(await shown()).history_questions;
    const bare = before.map(({ question, expected_answer }) => ({ question, expected_answer }));
    const [first, second, ...rest] = bare;
    await edit({ case_details: { history_questions: [second, { ...first, question: 'Asked another way?' }, ...rest] } });
    const after = details(await shown()).history_questions;
    expect(after.map(({ question }) => question)).toEqual([
      second?.question,
      'Asked another way?',
      ...rest.map((r) => r.question),
    ]);
    expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted());
    for (const item of after) expect(item.present).toBe(before.find(({ id }) => id === item.id)?.present);
  });

  test('a new item without a state is kept, and an audit asks for it; an empty list empties it', async () => {
    const { physical_exam_findings } = details(await shown());
    const added = { examination: 'Feel the calves', findings: 'Soft, not tender.' };
    await edit({ case_details: { physical_exam_findings: [...physical_exam_findings, added] } });
    const after = await shown();
    expect(details(after).physical_exam_findings.at(-1)).toMatchObject({ ...added, present: null });
    expect((after.audits as { id: string }[]).map(({ id }) => id)).toContain('state-unknown');
    await edit({ case_details: { physical_exam_findings: [] } });
    expect(details(await shown()).physical_exam_findings).toEqual([]);
  });

  test('buckets are matched by name, then by place when only the name changed, and keep their LRs', async () => {
    const before = await shown();
    const seeds = tiers(before).map(({ tier_level, buckets, a_priori_probabilities }) => ({
      tier_level,
      buckets: buckets.map(({ name, description }) => ({ name, description })),
      a_priori_probabilities,
    }));
    const [tier1] = seeds;
    const old = tier1?.buckets[0]?.name as string;
    if (tier1?.buckets[0]) tier1.buckets[0].name = 'Arteries and veins';
    if (tier1)
      tier1.a_priori_probabilities = Object.fromEntries(
        Object.entries(tier1.a_priori_probabilities).map(([name, p]) => [name === old ? 'Arteries and veins' : name, p]),
      );
    const reply = await edit({ diagnostic_framework: seeds });
    expect(bodyOf(reply).changes).toEqual([`Tier 1 bucket "${old}" is now called "Arteries and veins"`]);
    const values = (body: Record<string, unknown>) => ratios(body).map(({ likelihood_ratio }) => likelihood_ratio);
    expect(values(await shown())).toEqual(values(before));
  });

  test('gives the whole draft back where it is asked for', async () => {
    const reply = bodyOf(await edit({ title: 'Whole' }, { prefer: 'return=representation' }));
    const { audits: _, ...draft } = await shown();
    expect(reply).toMatchObject(draft);
  });
});

test('another primary leaf is another diagnosis, with the names that would give it away', async () => {
  const leaf = (await record()).framework.leaves.find(({ name }) => name === 'Subarachnoid haemorrhage');
  await edit({ operations: [{ op: 'set-primary', bucket_id: leaf?.id }] });
  const after = await record();
  expect(after.primaryDiagnosis).toBe('Subarachnoid haemorrhage');
  expect(after.primaryAliases.abbreviations).toContain('SAH');
});
