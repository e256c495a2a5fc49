import { describe, expect, test } from 'vitest';
import type { CaseRecord } from '../../../shared/cases/case.ts';
import { writeSheet } from '../../../shared/exports/osce/pack.ts';
import { type SheetName, sheetNames } from '../../../shared/exports/osce/sheet.ts';
import { authorOnly, planted, word } from '../../helpers/planted-words.ts';
import { caseRecord } from '../../helpers/record.ts';
import { libraryCases } from '../library-cases.ts';

const textOf = (name: SheetName, record: CaseRecord): string => JSON.stringify(writeSheet[name](record).blocks);
const learnersPapers = ['door-chart', 'patient-actor'] as const;

describe('what only the author sees', () => {
  test.each(authorOnly)('%s is in no paper of learner or patient-actor', (_, plant) => {
    const record = structuredClone(caseRecord());
    plant(record, word(1));
    for (const name of learnersPapers) expect(textOf(name, record)).not.toMatch(planted);
  });

  test('all of it at once, and most of it stands in the answer key', () => {
    const record = structuredClone(caseRecord());
    for (const [i, [, plant]] of authorOnly.entries()) plant(record, word(i));
    for (const name of learnersPapers) expect(textOf(name, record)).not.toMatch(planted);
    const shown = new Set(textOf('answer-key', record).match(new RegExp(planted, 'g')));
    expect(shown.size).toBeGreaterThan(10);
  });
});

describe('the door chart', () => {
  test('says nothing of what is only told on asking', () => {
    const record = structuredClone(caseRecord());
    for (const finding of record.findings)
      for (const part of ['question', 'expectedAnswer', 'examination', 'findings', 'test', 'rationale', 'result'] as const)
        if (part in finding) Object.assign(finding, { [part]: word(3) });
    record.patientPersonality = word(4);
    expect(textOf('door-chart', record)).not.toMatch(planted);
    expect(textOf('patient-actor', record)).toMatch(planted);
  });

  test('shows patient, complaint, vital signs, scene and task', () => {
    const text = textOf('door-chart', caseRecord());
    for (const part of ['Efua Okafor, 40 years, female', '“Headache that will not go away”', '125/80 mmHg', '36.5 °C', 'history'])
      expect(text).toContain(part);
  });

  test.each([
    [0.02, '7 days'],
    [0.1, '1 month'],
    [0.75, '9 months'],
    [2, '2 years'],
    [87.4, '87 years'],
  ])('tells an age of %d as %s', (age, words) => {
    const record = caseRecord();
    const doorChart = record.doorChart && { ...record.doorChart, age };
    expect(textOf('door-chart', { ...record, doorChart })).toContain(`, ${words}, `);
  });
});

describe('the examiner’s checklist', () => {
  const record = caseRecord();
  const sheet = writeSheet['examiner-checklist'](record);
  const tables = sheet.blocks.filter((block) => block.kind === 'table');

  test('has a box and marks for every finding, and the marks add up', () => {
    const items = tables.filter(({ caption }) => caption.startsWith('Checklist')).flatMap(({ rows }) => rows);
    const ticked = items.filter(([box]) => box?.tick);
    expect(ticked.length).toBe(record.findings.length + 8);
    const total = ticked.reduce((sum, row) => sum + Number(row[3]?.text), 0);
    expect(items.at(-1)?.map(({ text }) => text)).toEqual(['', 'All marks', '', `${total}`]);
    expect(JSON.stringify(sheet.blocks[0])).toContain(`Marks, of ${total}`);
  });

  test('lists key findings by weight, the heaviest first', () => {
    const ratios =
      tables.find(({ caption }) => caption.startsWith('Key findings'))?.rows.map((row) => Number(row[3]?.text)) ?? [];
    const weights = ratios.map((ratio) => Math.abs(Math.log(ratio)));
    expect(weights.length).toBeGreaterThan(2);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  });
});

describe('the answer key', () => {
  test.each(libraryCases(4))('of $name: every finding, leaf and citation', ({ record }) => {
    const sheet = writeSheet['answer-key'](record);
    const text = JSON.stringify(sheet);
    for (const { finding } of record.findings) expect(text).toContain(JSON.stringify(finding).slice(1, -1));
    for (const { name } of record.framework.leaves) expect(text).toContain(name);
    for (const { text: paper } of record.citations) expect(text).toContain(JSON.stringify(paper).slice(1, -1));
    const sources = sheet.blocks.at(-1);
    const cited = [...text.matchAll(/published \[([\d, ]+)\]/g)].flatMap(([, places = '']) => places.split(', ').map(Number));
    const known = sources?.kind === 'list' ? sources.items.length : 0;
    for (const place of cited) expect(place >= 1 && place <= known).toBe(true);
    for (const block of sheet.blocks)
      if (block.kind === 'table') expect(block.columns.reduce((sum, { width }) => sum + width, 0)).toBe(100);
  });
});

describe('a draft that is not whole', () => {
  const bare: CaseRecord = {
    ...caseRecord(),
    doorChart: null,
    presentation: '',
    patientPersonality: '',
    objectives: [],
    citations: [],
  };
  const broken: readonly (readonly [string, CaseRecord])[] = [
    ['without door chart and texts', bare],
    ['without findings', { ...bare, findings: [], likelihoods: {} }],
    ['without states', { ...bare, findings: bare.findings.map((finding) => ({ ...finding, present: null })) }],
    ['without a primary leaf', { ...bare, framework: { ...bare.framework, primaryLeafId: 'gone' } }],
    ['without a tree', { ...bare, findings: [], framework: { tier1: [], tier2: [], leaves: [], primaryLeafId: '' } }],
  ];
  test.each(broken)('%s still gives every paper, without a hole in its words', (_, record) => {
    for (const name of sheetNames) expect(JSON.stringify(writeSheet[name](record))).not.toMatch(/undefined|NaN|Infinity|null/);
  });
});
