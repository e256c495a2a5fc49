import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { covers, fieldsOf } from '../../../shared/cases/fields.ts';
import { keepingLocks } from '../../../shared/cases/keeping-locks.ts';
import { keptFindings } from '../../../shared/cases/section-locks.ts';
import { categoryOf, sections } from '../../../shared/cases/sections.ts';
import { AppError } from '../../../shared/errors.ts';
import { caseRecord } from '../../helpers/record.ts';
import { bodyOf } from '../../helpers/requests.ts';
import { deps, draft, edit, lrs, openDraft, section } from './library-draft.ts';

beforeEach(openDraft);

describe('locks', () => {
  test('one finding, the title and one row stay the same bytes through every section and the likelihoods', async () => {
    const { record } = await draft();
    const [history] = record.findings;
    const exam = record.findings.find(({ category }) => category === 'physical_exam');
    const rowOf = record.findings.find(({ category }) => category === 'diagnostic_workup');
    const fields = [`findings.${history?.id}`, 'title', `likelihoods.${rowOf?.id}`, `findings.${exam?.id}.findings`];
    await edit({ operations: [{ op: 'lock', fields }] });
    const locked = (await draft()).record;
    const bytes = async () => {
      const all = fieldsOf((await draft()).record);
      return JSON.stringify([...all].filter(([key]) => fields.some((lock) => covers(lock, key))).toSorted());
    };
    const before = await bytes();
    for (const name of sections.filter((one) => one !== 'title')) {
      expect((await section(name)).status, name).toBe(200);
      expect(await bytes(), name).toBe(before);
    }
    expect((await lrs()).status).toBe(200);
    expect(await bytes()).toBe(before);
    const held = (id: string | undefined) => locked.findings.find((finding) => finding.id === id);
    expect((await draft()).record.findings).toContainEqual(held(history?.id));
    const refused = await section('title');
    expect(refused.status).toBe(409);
    expect(bodyOf(refused)).toMatchObject({ detail: expect.stringContaining('locked (title)'), locks: ['title'] });
  });

  test('a number that an author has locked is not taken back', async () => {
    const { record } = await draft();
    const [finding] = record.findings;
    const [leaf, other] = record.framework.leaves;
    const set = (bucket_id: string | undefined) => ({
      op: 'set-probability',
      finding_id: finding?.id,
      bucket_id,
      probability: 0.41,
    });
    await edit({
      operations: [set(leaf?.id), set(other?.id), { op: 'lock', fields: [`likelihoods.${finding?.id}.${leaf?.id}`] }],
    });
    await lrs();
    const row = (await draft()).record.likelihoods[finding?.id ?? ''];
    expect(row?.[leaf?.id ?? '']).toMatchObject({ probability: 0.41, provenance: { source: 'author', who: 'educator' } });
    expect(row?.[other?.id ?? '']?.provenance.source).not.toBe('author');
  });

  test('on all findings, all likelihoods or their order refuse a list, and name themselves', async () => {
    for (const lock of ['findings', 'likelihoods', 'finding_order']) {
      await edit({ operations: [{ op: 'lock', fields: [lock] }] });
      const reply = await section('history_questions');
      expect(reply.status, lock).toBe(409);
      expect(bodyOf(reply).detail).toContain(lock);
      await edit({ operations: [{ op: 'unlock', fields: [lock] }] });
    }
    const ids = (await draft()).record.findings.filter(({ category }) => category === 'history').map(({ id }) => id);
    await edit({ operations: [{ op: 'lock', fields: ids.map((id) => `findings.${id}`) }] });
    expect((await section('history_questions')).status).toBe(409);
  });

  test('of any kind hold through any section', async () => {
    const record = caseRecord(3);
    const keys = [...fieldsOf(record).keys()];
    const lock = fc.constantFrom(...keys).chain((key) => {
      const parts = key.split('.');
      return fc.integer({ min: 1, max: parts.length }).map((length) => parts.slice(0, length).join('.'));
    });
    await fc.assert(
      fc.asyncProperty(fc.array(lock, { maxLength: 4 }), fc.constantFrom(...sections), fc.nat(), async (locks, name, drawn) => {
        let kept: string[];
        try {
          kept = keptFindings({ record, locks }, name);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect((error as AppError).kind).toBe('conflict');
          return;
        }
        const written = await deps.sectionWriters.library?.(
          record,
          { section: name, instruction: undefined, seed: drawn, kept },
          new AbortController().signal,
        );
        const after = keepingLocks(record, { ...record, ...written }, locks);
        const again = { ...after, ...(await deps.likelihoodWriters.library?.(after, new AbortController().signal)) };
        for (const next of [after, keepingLocks(after, again, locks)]) {
          const now = fieldsOf(next);
          for (const [key, value] of fieldsOf(record))
            if (locks.some((one) => covers(one, key))) expect(JSON.stringify(now.get(key)), key).toBe(JSON.stringify(value));
          const category = categoryOf(name);
          if (category) expect(next.findings.some((finding) => finding.category === category)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});
