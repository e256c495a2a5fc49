import { beforeEach, expect, test } from 'vitest';
import { bodyOf } from '../../helpers/requests.ts';
import { edit, openDraft, record } from './draft.ts';

beforeEach(openDraft);

test('a lock is told in words', async () => {
  const finding = (await record()).findings.find(({ id }) => id === 'h1')?.finding;
  const reply = bodyOf(
    await edit({ operations: [{ op: 'lock', fields: ['findings.h1', 'likelihoods.h1', 'patient_personality'] }] }),
  );
  expect(reply.changes).toEqual([`Locked "${finding}"`, `Locked "${finding}", likelihoods`, 'Locked patient personality']);
});

test('an LR that was edited is told also where buckets were moved in the same step', async () => {
  const [a, , c] = (await record()).framework.leaves;
  const reply = await edit({
    operations: [
      { op: 'set-ratio', finding_id: 'h1', bucket_id: 'migraine', likelihood_ratio: 1.4 },
      { op: 'move-bucket', bucket_id: a?.id, before: c?.id },
    ],
  });
  expect((bodyOf(reply).changes as string[]).some((sentence) => /^LR of .* 1\.4$/.test(sentence))).toBe(true);
});

test('a merge says which typed LR is another one now', async () => {
  const others = (await record()).framework.leaves.filter(({ id }) => id !== 'migraine');
  await edit({
    operations: others.map(({ id }) => ({ op: 'set-probability', finding_id: 'h1', bucket_id: id, probability: 0.9 })),
  });
  const reply = await edit({
    base_version: 1,
    operations: [{ op: 'set-ratio', finding_id: 'h1', bucket_id: 'migraine', likelihood_ratio: 1.4 }],
  });
  expect(bodyOf(reply)).toMatchObject({ merged: true, moved: [{ diagnostic_bucket: 'Migraine', asked: 1.4 }] });
});
