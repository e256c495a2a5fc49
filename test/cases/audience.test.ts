import { describe, expect, test } from 'vitest';
import { auditCase } from '../../shared/audits/audit-case.ts';
import { learnerTexts } from '../../shared/audits/learner-text.ts';
import { type Audience, audiences, spokenLines, viewFor } from '../../shared/cases/audience.ts';
import { CaseRecord } from '../../shared/cases/case.ts';
import { pick } from '../../shared/cases/view.ts';
import { authorOnly, planted, word } from '../helpers/planted-words.ts';
import { caseRecord } from '../helpers/record.ts';

const textOf = (audience: Audience, record: CaseRecord): string => JSON.stringify(viewFor(audience, record));

describe('a field that nobody listed', () => {
  const objects: readonly (readonly [where: string, at: (record: CaseRecord) => object | null | undefined])[] = [
    ['the case', (record) => record],
    ['the door chart', ({ doorChart }) => doorChart],
    ['the vital signs', ({ doorChart }) => doorChart?.vitals],
    ['a finding', ({ findings }) => findings[0]],
    ['an examination', ({ findings }) => findings.find(({ category }) => category === 'physical_exam')],
    ['a test', ({ findings }) => findings.find(({ category }) => category === 'diagnostic_workup')],
    ['a tier-3 bucket', ({ framework }) => framework.leaves[0]],
    ['the framework', ({ framework }) => framework],
    ['a citation', ({ citations }) => citations[0]],
    ['the generation', ({ generation }) => generation],
  ];
  test.each(objects)('of %s reaches no audience', (_, at) => {
    const record = structuredClone(caseRecord());
    Object.assign(at(record) ?? {}, { addedTomorrow: word(0), object: { inside: word(1) }, list: [{ deep: word(2) }] });
    for (const audience of audiences) expect(textOf(audience, record)).not.toMatch(planted);
    expect(JSON.stringify(spokenLines(record))).not.toMatch(planted);
    expect(JSON.stringify(learnerTexts(record))).not.toMatch(planted);
  });

  test('does not slip through where a text has become an object', () => {
    expect(pick({ title: { secret: word(3) } }, { title: true })).toEqual({ title: undefined });
    expect(pick({ objectives: [{ secret: word(3) }] }, { objectives: true })).toEqual({ objectives: [undefined] });
    expect(pick({ title: 'x' }, { title: { secret: true } })).toEqual({ title: undefined });
    expect(pick(Object.create({ title: word(3) }), { title: true })).toEqual({});
  });
});

describe('what only the author sees', () => {
  test.each(authorOnly)('%s is in no view of learner or patient-actor', (_, plant) => {
    const record = structuredClone(caseRecord());
    plant(record, word(7));
    for (const audience of ['learner', 'patient-actor'] as const) expect(textOf(audience, record)).not.toMatch(planted);
    expect(JSON.stringify(spokenLines(record))).not.toMatch(planted);
    expect(CaseRecord.safeParse(record).success).toBe(true);
  });

  test('the author sees the diagnosis, an examiner too', () => {
    for (const audience of ['examiner', 'author'] as const) expect(textOf(audience, caseRecord())).toContain('migraine');
  });
});

describe('the leak audit', () => {
  const record = caseRecord();
  const fields = learnerTexts(record).map(({ field }) => field);

  test('reads every text that the learner and the spoken lines expose, once, and no other', () => {
    const texts = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
    const exposed = new Set([...texts(viewFor('learner', record)), ...texts(spokenLines(record))]);
    exposed.delete(record.doorChart?.sex ?? '');
    expect(new Set(learnerTexts(record).map(({ text }) => text))).toEqual(exposed);
    expect(new Set(fields).size).toBe(fields.length);
  });

  test('points at places of the reply', () => {
    for (const field of ['/case_details/door_chart/name', '/case_details/history_questions/0/expected_answer'])
      expect(fields).toContain(field);
    expect(fields.filter((field) => /personality|objectives|aliases|description|\/finding$/.test(field))).toEqual([]);
  });

  test('finds a diagnosis in every one of them', () => {
    for (const field of fields) {
      const leaking = structuredClone(record);
      setAt(leaking, field, 'Known migraine.');
      const found = auditCase(leaking).filter(({ id }) => id === 'diagnosis-leak');
      expect(found.flatMap((problem) => problem.fields)).toContain(field);
    }
  });
});

/** Sets the text at a pointer into the reply, in the record. */
function setAt(record: CaseRecord, field: string, text: string): void {
  const [list = '', ...path] = field.split('/').slice(2);
  const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const category = { history_questions: 'history', physical_exam_findings: 'physical_exam', diagnostic_workup: list }[list];
  const of = category ? record.findings.filter((finding) => finding.category === category)[Number(path.shift())] : undefined;
  const last = camel(path.pop() ?? list);
  const target = of ?? (list === 'door_chart' ? record.doorChart : record);
  Object.assign(target ?? {}, { [last]: text });
}
