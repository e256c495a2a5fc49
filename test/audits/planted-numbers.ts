import type { CaseRecord } from '../../shared/cases/case.ts';
import type { Provenance } from '../../shared/cases/provenance.ts';
import { type Base, finding, inTurn, type Plant, plant, row } from './plant.ts';

type Change = (record: CaseRecord) => CaseRecord;
const leaves =
  (change: (leaf: CaseRecord['framework']['leaves'][number], i: number) => CaseRecord['framework']['leaves'][number]): Change =>
  (record) => ({ ...record, framework: { ...record.framework, leaves: record.framework.leaves.map(change) } });
const isPrimary = (leaf: string, record: CaseRecord): boolean => leaf === record.framework.primaryLeafId;
const model = { source: 'model_estimate', model: 'gpt-4o-mini' } as const;
const name = (list: string, i: number): string => `/case_details/${list}/${i}/finding`;
const figure: Extract<Provenance, { source: 'published' }> = {
  source: 'published',
  citations: ['c1'],
  figures: ['f1'],
  target: 'the diagnosis',
  population: null,
  referenceStandard: null,
  printed: {
    lrPositive: 3,
    lrPositiveCi: [2, 4],
    lrNegative: null,
    lrNegativeCi: null,
    sensitivity: null,
    specificity: null,
  },
  residual: 0,
};

/** Numbers and names that do not fit. */
export const numberFaults: readonly [Base, Plant][] = [
  plant(
    'head',
    'priors add up to 1.02',
    'priors-sum',
    '/diagnostic_framework/2/a_priori_probabilities',
    leaves((leaf, i) => (i === 0 ? { ...leaf, prior: leaf.prior + 0.02 } : leaf)),
  ),
  plant('head', 'a diagnosis that no bucket answers to', 'diagnosis-without-leaf', '/primary_diagnosis', (record) => ({
    ...record,
    primaryDiagnosis: 'gout',
    primaryAliases: { names: ['podagra'], abbreviations: [] },
  })),
  plant('head', 'no primary leaf', 'unknown-primary-leaf', '/primary_leaf_id', (record) => ({
    ...record,
    framework: { ...record.framework, primaryLeafId: 'gone' },
  })),
  plant('belly', 'another leaf leads', 'primary-not-on-top', '/primary_leaf_id', (record) => ({
    ...record,
    framework: { ...record.framework, primaryLeafId: record.framework.leaves.at(-1)?.id ?? '' },
  })),
  plant(
    'chest',
    'a test without a result',
    'test-without-result',
    '/case_details/diagnostic_workup/2/result',
    finding('t3', { result: '' }),
  ),
  plant(
    'belly',
    'an LR of 190',
    'extreme-ratio',
    '/feature_likelihood_ratios#h1',
    inTurn(
      finding('h1', { present: true }),
      row('h1', (leaf, _, record) => ({ probability: isPrimary(leaf, record) ? 0.95 : 0.005, provenance: model })),
    ),
  ),
  plant(
    'pelvis',
    'an LR of 0.006',
    'extreme-ratio',
    '/feature_likelihood_ratios#h2',
    inTurn(
      finding('h2', { present: false }),
      row('h2', (_, i) => ({ probability: i === 0 ? 0.995 : 0.1, provenance: model })),
    ),
  ),
  plant(
    'head',
    'a question that tells nothing',
    'dead-weight',
    name('history_questions', 4),
    row('h5', () => ({ probability: 0.4, provenance: model })),
  ),
  plant(
    'breathless',
    'one measurement twice',
    'same-measure',
    name('diagnostic_workup', 1),
    inTurn(
      finding('t1', { finding: 'D-dimer above 500 ng/mL', result: '900 ng/mL.', present: true }),
      finding('t2', { finding: 'D-dimer above the age-adjusted cut-off', result: 'Above it.', present: true }),
    ),
  ),
  plant(
    'chest',
    'a model’s number far off the paper',
    'estimate-off-published',
    '/feature_likelihood_ratios#h1',
    row('h1', (leaf, _, record) =>
      isPrimary(leaf, record)
        ? { probability: 0.6, provenance: { ...figure, modelEstimate: 0.95 } }
        : { probability: 0.05, provenance: model },
    ),
  ),
  plant(
    'chest',
    'an author’s number far off the paper',
    'estimate-off-published',
    '/feature_likelihood_ratios#h3',
    row('h3', (leaf, _, record) =>
      isPrimary(leaf, record)
        ? {
            probability: 0.01,
            provenance: { source: 'author', who: 'a', at: '2026-01-01', replaced: { probability: 0.6, provenance: figure } },
          }
        : { probability: 0.2, provenance: model },
    ),
  ),
  plant(
    'belly',
    'settled by talking',
    'certain-after-history',
    '/case_details/history_questions',
    inTurn(
      ...['h1', 'h2', 'h3', 'h4'].map((id) =>
        inTurn(
          finding(id, { present: true }),
          row(id, (leaf, _, record) => ({ probability: isPrimary(leaf, record) ? 0.9 : 0.05, provenance: model })),
        ),
      ),
    ),
  ),
  plant(
    'aorta',
    'two buckets that are cut alike',
    'names-share-15',
    '/diagnostic_framework/2/buckets/1/name',
    leaves((leaf, i) => (i < 2 ? { ...leaf, name: `Other disorders of the ${i ? 'gut' : 'skin'}` } : leaf)),
  ),
  plant(
    'chest',
    'two findings of one name',
    'feature-names-not-unique',
    name('history_questions', 1),
    inTurn(finding('h1', { finding: 'cold sweat' }), finding('h2', { finding: 'Cold sweat' })),
  ),
];
