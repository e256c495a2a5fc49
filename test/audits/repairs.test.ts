import { describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/audits/audit.ts';
import { auditCase } from '../../shared/audits/audit-case.ts';
import { CaseRecord } from '../../shared/cases/case.ts';
import { applyOperations } from '../../shared/cases/edits/apply-operations.ts';
import { Operation } from '../../shared/cases/edits/operations.ts';
import { libraryCases } from '../exports/library-cases.ts';
import { type Base, baseCase, finding, inTurn, type Plant, row } from './plant.ts';
import { contradictions } from './planted-answers.ts';
import { leaks } from './planted-leaks.ts';
import { numberFaults } from './planted-numbers.ts';
import { patientFaults } from './planted-patient.ts';
import { readingFaults } from './planted-readings.ts';

const by = { who: 'educator', at: '2026-01-01T00:00:00.000Z' };
const same = (problem: Problem) => JSON.stringify([problem.id, problem.fields]);

/** Applies a repair as an edit would, and holds the case against the audits again. */
function repaired(record: CaseRecord, problem: Problem): { record: CaseRecord; left: Problem[] } {
  const operations = (problem.repair?.operations ?? []).map((operation) => Operation.parse(operation));
  expect(operations.length).toBeGreaterThan(0);
  const next = applyOperations({ record, locks: [] }, operations, by).record;
  expect(CaseRecord.safeParse(next).success).toBe(true);
  return { record: next, left: auditCase(next) };
}

function expectGone(record: CaseRecord, problem: Problem): void {
  expect(problem.repair?.label).toMatch(/^\p{Lu}.{3,}/u);
  expect(problem.repair?.label).not.toMatch(/undefined|NaN/);
  expect(repaired(record, problem).left.map(same)).not.toContain(same(problem));
}

const all = [...leaks, ...contradictions, ...numberFaults, ...patientFaults, ...readingFaults];
/** Planted faults that have one exact repair. */
const repairable = new Set(['answer-contradicts-state', 'dead-weight', 'same-measure', 'names-share-15', 'priors-sum']);

describe('every repair that is offered takes its problem away', () => {
  test.each(all.map(([base, plant]) => [plant.id, plant.fault, base, plant] as const))('%s: %s', (id, _, base, plant) => {
    const record = plant.change(baseCase(base));
    const problems = auditCase(record);
    for (const problem of problems) if (problem.repair) expectGone(record, problem);
    const own = problems.find((problem) => problem.id === id && problem.fields.includes(plant.field));
    expect(own?.repair !== undefined || !repairable.has(id)).toBe(true);
  });

  test.each(libraryCases(8))('in a case of the library: $name', ({ record }) => {
    for (const problem of auditCase(record)) if (problem.repair) expectGone(record, problem);
  });
});

const planted = (base: Base, change: Plant['change'], id: string): readonly [CaseRecord, Problem | undefined] => {
  const record = change(baseCase(base));
  return [record, auditCase(record).find((problem) => problem.id === id)];
};

describe('repairs are offered only where they are exact', () => {
  test('a state that the answer settles', () => {
    const say = (expectedAnswer: string) =>
      inTurn(finding('h1', { finding: 'night sweats', question: 'Any night sweats?', expectedAnswer }), (record) => ({
        ...record,
        findings: record.findings.map((one) => (one.id === 'h1' ? { ...one, present: null } : one)),
      }));
    const [record, settled] = planted('chest', say('No, never.'), 'state-unknown');
    expect(settled?.repair?.operations).toEqual([{ op: 'set-finding', finding_id: 'h1', present: false }]);
    if (settled) expectGone(record, settled);
    expect(planted('chest', say('My wife says I do.'), 'state-unknown')[1]).not.toHaveProperty('repair');
  });

  test('a primary leaf that is called as the diagnosis is', () => {
    const gone: Plant['change'] = (record) => ({ ...record, framework: { ...record.framework, primaryLeafId: 'gone' } });
    const [record, problem] = planted('chest', gone, 'unknown-primary-leaf');
    const primary = baseCase('chest').framework.primaryLeafId;
    expect(problem?.repair?.operations).toEqual([{ op: 'set-primary', bucket_id: primary }]);
    if (problem) expectGone(record, problem);
    const unnamed: Plant['change'] = (one) => ({
      ...gone(one),
      primaryDiagnosis: 'x',
      primaryAliases: { names: [], abbreviations: [] },
    });
    expect(planted('chest', unnamed, 'unknown-primary-leaf')[1]).not.toHaveProperty('repair');
  });

  test('names of which the differing words can go to the front', () => {
    const name =
      (first: string, second: string): Plant['change'] =>
      (record) => ({
        ...record,
        framework: {
          ...record.framework,
          leaves: record.framework.leaves.map((leaf, i) => (i < 2 ? { ...leaf, name: i === 0 ? first : second } : leaf)),
        },
      });
    const [, turned] = planted('aorta', name('Other disorders of the gut', 'Other disorders of the skin'), 'names-share-15');
    expect(turned?.repair?.operations[0]).toMatchObject({ op: 'rename-bucket', name: 'Skin, other disorders of the' });
    expect(
      planted('aorta', name('Pericarditis of unknown a', 'Pericarditis of unknown a '), 'names-share-15')[1],
    ).not.toHaveProperty('repair');
    expect(planted('aorta', name('Gastroenteritis', 'Gastroenteritis, viral'), 'names-share-15')[1]).not.toHaveProperty('repair');
  });

  test('an author’s number, where the published one is feasible', () => {
    const figure = {
      source: 'published' as const,
      citations: ['c1'],
      figures: ['f1'],
      target: 'the diagnosis',
      population: null,
      referenceStandard: null,
      printed: {
        lrPositive: 3,
        lrPositiveCi: [2, 4] as [number, number],
        lrNegative: null,
        lrNegativeCi: null,
        sensitivity: null,
        specificity: null,
      },
      residual: 0,
    };
    const typed = (others: number): Plant['change'] =>
      inTurn(
        finding('h1', { present: true }),
        row('h1', (leaf, _, record) =>
          leaf === record.framework.primaryLeafId
            ? {
                probability: 0.01,
                provenance: { source: 'author', who: 'a', at: '2026-01-01', replaced: { probability: 0.6, provenance: figure } },
              }
            : { probability: others, provenance: { source: 'model_estimate', model: 'm' } },
        ),
      );
    const [record, problem] = planted('chest', typed(0.2), 'estimate-off-published');
    expect(problem?.repair?.operations).toMatchObject([{ op: 'set-ratio', finding_id: 'h1', likelihood_ratio: 3 }]);
    if (problem) expectGone(record, problem);
    // 3 × 0.5 is no probability.
    expect(planted('chest', typed(0.5), 'estimate-off-published')[1]).not.toHaveProperty('repair');
  });

  test('nothing is repaired that needs an author’s own words', () => {
    for (const id of ['diagnosis-leak', 'test-without-result', 'likelihoods-missing', 'exam-against-result', 'readings-disagree'])
      for (const [base, plant] of all.filter(([, one]) => one.id === id))
        for (const problem of auditCase(plant.change(baseCase(base))))
          if (problem.id === id) expect(problem).not.toHaveProperty('repair');
  });
});
