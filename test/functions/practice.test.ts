import { beforeAll, describe, expect, test } from 'vitest';
import { casePracticeGet } from '../../functions/case-practice-get.ts';
import type { CaseRecord } from '../../shared/cases/case.ts';
import { answerOf } from '../../shared/cases/finding.ts';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';
import type { answerBody, revealBody, startBody } from '../../shared/http/practice-body.ts';
import { sum } from '../../shared/reasoning/probability.ts';
import { fakeDeps, memoryCases } from '../helpers/fake-deps.ts';
import { bodyOf, context, request } from '../helpers/requests.ts';

type Door = ReturnType<typeof startBody>;
type Answer = ReturnType<typeof answerBody>;
type Revealed = ReturnType<typeof revealBody>;

const library = loadLibrary();
const record = writeCase(library, {
  description: 'A man of 58 with chest pressure',
  primaryDiagnosis: 'inferior STEMI',
  seed: 4,
  difficulty: 'typical',
});
const cases = memoryCases();
const deps = fakeDeps({ cases });
const ask = (query = '', id = '1') =>
  casePracticeGet(request(`/case/${id}/practice${query}`, { params: { case_id: id } }), context(), deps);
const shown = async <T>(query = '', id = '1'): Promise<T> => {
  const reply = await ask(query, id);
  expect(reply.status, String(reply.body)).toBe(200);
  return bodyOf(reply) as unknown as T;
};
const ids = record.findings.map(({ id }) => id);

beforeAll(async () => {
  await cases.save(record);
});

describe('the door', () => {
  test('offers everything that can be asked, by words of the ask alone', async () => {
    const { menu, title, presentation, door_chart } = await shown<Door>();
    const all = [...menu.history_questions, ...menu.physical_examinations, ...menu.tests];
    expect(all.map(({ finding_id }) => finding_id).toSorted()).toEqual(ids.toSorted());
    for (const item of all) expect(Object.keys(item)).toEqual(['finding_id', 'ask']);
    expect(title).toBe(record.title);
    expect(presentation).toBe(record.presentation);
    expect(door_chart?.vitals.heart_rate).toBe(record.doorChart?.vitals.heartRate);
  });

  test('the menu is in the same order on every visit, and not in that of the case', async () => {
    const order = ({ menu }: Door) => Object.values(menu).flatMap((list) => list.map(({ finding_id }) => finding_id));
    const first = order(await shown<Door>());
    expect(order(await shown<Door>())).toEqual(first);
    expect(first).not.toEqual(ids);
  });

  test('buckets of tiers 1 and 2 come by name, the rest last, without priors', async () => {
    const { tiers } = await shown<Door>();
    expect(tiers.map(({ tier_level }) => tier_level)).toEqual([1, 2]);
    for (const { buckets } of tiers) {
      const named = buckets.map(({ name }) => name).filter((name) => !/^other|^not named/i.test(name));
      expect(named).toEqual(named.toSorted((a, b) => a.localeCompare(b, 'en')));
      for (const bucket of buckets) expect(Object.keys(bucket)).toEqual(['bucket_id', 'name', 'parent_id']);
    }
  });
});

describe('one answer', () => {
  test('is the answer to that question and nothing else', async () => {
    for (const finding of record.findings) {
      const answer = await shown<Answer>(`?ask=${finding.id}`);
      expect(answer).toMatchObject({ finding_id: finding.id, category: finding.category, answer: answerOf(finding) });
      expect(Object.keys(answer)).toEqual(['case_id', 'version', 'finding_id', 'category', 'ask', 'answer']);
    }
  });
});

describe('the reveal', () => {
  test.each([1, 2])('tier %i: one belief before any answer and one after each, in the order asked', async (tier) => {
    const asked = [ids.at(-1), ids[0], ids[3]];
    const body = await shown<Revealed>(`?reveal=1&asked=${asked.join(',')}&tier_level=${tier}`);
    const door = await shown<Door>();
    expect(body.buckets.map(({ name }) => name)).toEqual(door.tiers[tier - 1]?.buckets.map(({ name }) => name));
    expect(body.path.map(({ finding_id }) => finding_id)).toEqual(asked);
    expect(body.start.posterior).toEqual(body.buckets.map(({ prior }) => prior));
    for (const { posterior } of [body.start, ...body.path, ...body.best_order]) expect(sum(posterior)).toBeCloseTo(1, 9);
    expect(body.start.best_next?.finding_id).toBe(body.best_order[0]?.finding_id);
    expect(body.best_order.map(({ finding_id }) => finding_id).toSorted()).toEqual(ids.toSorted());
    expect(body.primary_diagnosis).toBe(record.primaryDiagnosis);
    expect(body.objectives).toEqual(record.objectives);
    expect(body.missed.some(({ finding_id }) => asked.includes(finding_id))).toBe(false);
    const weights = body.missed.map(({ weight_of_evidence }) => Math.abs(weight_of_evidence));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(JSON.stringify(body)).not.toMatch(/NaN|undefined/);
  });

  test('all asked: any order ends at the same place, and nothing was missed', async () => {
    const [forth, back] = await Promise.all([
      shown<Revealed>(`?reveal=1&asked=${ids.join(',')}`),
      shown<Revealed>(`?reveal=1&asked=${ids.toReversed().join(',')}`),
    ]);
    expect(forth.missed).toEqual([]);
    expect(forth.path.at(-1)?.best_next).toBeNull();
    forth.path.at(-1)?.posterior.forEach((p, i) => {
      expect(back.path.at(-1)?.posterior[i]).toBeCloseTo(p, 9);
      expect(forth.best_order.at(-1)?.posterior[i]).toBeCloseTo(p, 9);
    });
  });

  test('nothing asked: the start alone', async () => {
    expect((await shown<Revealed>('?reveal=1')).path).toEqual([]);
    expect((await shown<Revealed>('?reveal=1&asked=')).path).toEqual([]);
  });

  test('a finding without a state can be asked, and moves nothing', async () => {
    const [first, ...rest] = record.findings;
    if (!first) throw new Error('a case without findings');
    const { caseId } = await cases.save({ ...record, findings: [{ ...first, present: null }, ...rest] });
    const { start, path } = await shown<Revealed>(`?reveal=1&asked=${first.id}`, `${caseId}`);
    expect(path[0]).toMatchObject({ finding_id: first.id, present: null, posterior: start.posterior });
  });
});

describe('what is wrong is said', () => {
  test.each([
    ['?ask=h999', 'ask'],
    ['?ask=a%20b', 'ask'],
    ['?ask=', 'ask'],
    [`?ask=${ids[0]}&reveal=1`, 'ask'],
    ['?reveal=yes', 'reveal'],
    ['?asked=h1', 'asked'],
    ['?reveal=1&asked=h1,h999', 'asked'],
    ['?reveal=1&asked=h1,,h2', 'asked'],
    ['?reveal=1&asked=h1,h1', 'asked'],
    ['?reveal=1&tier_level=3', 'tier_level'],
    ['?tier_level=1', 'tier_level'],
    ['?version=x', 'version'],
  ])('%s: 422 that names %s', async (query, field) => {
    const reply = await ask(query);
    expect(reply.status).toBe(422);
    expect(bodyOf(reply).errors?.map(({ path }) => path.split('.')[0])).toContain(field);
  });

  test('a case or a version that is not there: 404', async () => {
    expect((await ask('', '99999')).status).toBe(404);
    expect((await ask('', 'x')).status).toBe(404);
    expect(bodyOf(await ask('?version=7')).detail).toBe('There is no version 7 of this case.');
  });

  test('a case whose numbers cannot be reckoned with is refused at the door', async () => {
    const { caseId } = await cases.save({ ...record, framework: { ...record.framework, primaryLeafId: 'gone' } });
    const reply = await ask('', `${caseId}`);
    expect(reply.status).toBe(422);
    expect(bodyOf(reply).errors?.[0]?.path).toBe('primary_leaf_id');
  });
});

describe('a word of its own in every text of the case', () => {
  const { planted, places } = plantedEverywhere(record);
  let id = '';
  beforeAll(async () => {
    id = `${(await cases.save(planted)).caseId}`;
  });
  /** Where in the case each word of a reply came from, without the numbers of list items. */
  const seenIn = async (query: string): Promise<string[]> => {
    const reply = await ask(query, id);
    expect(reply.status).toBe(200);
    const everything = `${String(reply.body)} ${JSON.stringify(reply.headers)}`;
    const words = [...everything.matchAll(/zqx\d+planted/g)].map(([word]) => places.get(word) ?? word);
    return [...new Set(words)].toSorted();
  };

  test('was planted in the fields that only an author sees', () => {
    const all = new Set([...places.values()]);
    for (const place of ['description', 'primaryDiagnosis', 'patientPersonality', 'objectives', 'findings.finding'])
      expect(all).toContain(place);
    expect(all.size).toBeGreaterThan(25);
  });

  test('the door shows these fields and no other', async () => {
    expect(await seenIn('')).toEqual(
      [
        ...['title', 'presentation', 'findings.question', 'findings.examination', 'findings.test'],
        ...['name', 'setting', 'arrival', 'chiefComplaint'].map((field) => `doorChart.${field}`),
        ...['framework.tier1.name', 'framework.tier2.name'],
      ].toSorted(),
    );
  });

  test('an answer shows the ask and the answer', async () => {
    const fields = {
      history: ['findings.expectedAnswer', 'findings.question'],
      physical_exam: ['findings.examination', 'findings.findings'],
      diagnostic_workup: ['findings.result', 'findings.test'],
    };
    for (const finding of planted.findings) {
      const reply = await ask(`?ask=${finding.id}`, id);
      expect(await seenIn(`?ask=${finding.id}`)).toEqual(fields[finding.category]);
      const others = planted.findings.filter((other) => other.id !== finding.id).map(answerOf);
      for (const answer of others) expect(String(reply.body)).not.toContain(answer);
    }
  });

  test('a refusal shows nothing', async () => {
    for (const query of ['?ask=h999', '?reveal=1&asked=h999', '?version=9'])
      expect(String((await ask(query, id)).body)).not.toMatch(/zqx\d+planted/);
  });

  test('the reveal shows the diagnosis, and still nothing of personality, sources or notes', async () => {
    const seen = await seenIn('?reveal=1');
    expect(seen).toContain('primaryDiagnosis');
    expect(seen).toContain('objectives');
    expect(
      seen.filter((place) => /description|Personality|Aliases|provenance|citations|generation|rationale/.test(place)),
    ).toEqual([]);
  });
});

/** A copy of the case with a word of its own in every text that is no id and no name of a kind, and where each word stands. */
function plantedEverywhere(whole: CaseRecord): { planted: CaseRecord; places: Map<string, string> } {
  const places = new Map<string, string>();
  const kept = /(^|\.)(id|parentId|primaryLeafId|category|sex|source|difficulty|citations|kind)$/;
  const plant = (value: unknown, place: string): unknown => {
    if (typeof value === 'string' && !kept.test(place)) {
      const word = `zqx${places.size}planted`;
      places.set(word, place);
      return word;
    }
    if (Array.isArray(value)) return value.map((item) => plant(item, place));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, plant(inner, place === '' ? key : `${place}.${key}`)]),
    );
  };
  return { planted: plant(whole, '') as CaseRecord, places };
}
