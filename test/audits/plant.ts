import type { CaseRecord } from '../../shared/cases/case.ts';
import type { Finding } from '../../shared/cases/finding.ts';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';

/** A change to a clean case that makes it wrong in one way, and what must be said of it, about which field. */
export type Plant = {
  readonly fault: string;
  readonly change: (record: CaseRecord) => CaseRecord;
  readonly id: string;
  readonly field: string;
};

const library = loadLibrary();
const orders = {
  breathless: ['A woman of 62 with breathlessness', 'pulmonary embolism'],
  chest: ['A man of 58 with chest pain', 'ST-elevation myocardial infarction'],
  head: ['A man of 50 with headache', 'subarachnoid haemorrhage'],
  belly: ['A man of 30 with right lower abdominal pain', 'acute appendicitis'],
  pelvis: ['A woman of 28 with pelvic pain', 'ectopic pregnancy'],
  aorta: ['A man of 66 with chest pain', 'aortic dissection'],
} as const;
export type Base = keyof typeof orders;

export function baseCase(name: Base): CaseRecord {
  const [description, primaryDiagnosis] = orders[name];
  return writeCase(library, { description, primaryDiagnosis, seed: 2, difficulty: 'typical' });
}

type Change = (record: CaseRecord) => CaseRecord;
/** Puts a finding's texts (and state, and name) in place of those of the one with that id; its likelihoods stay. */
export const finding =
  (
    id: string,
    parts: Partial<
      Record<'finding' | 'question' | 'expectedAnswer' | 'examination' | 'findings' | 'test' | 'rationale' | 'result', string>
    > & { present?: boolean },
  ): Change =>
  (record) => ({
    ...record,
    findings: record.findings.map((one) => (one.id === id ? ({ ...one, ...parts } as Finding) : one)),
  });

export const chart =
  (parts: Partial<NonNullable<CaseRecord['doorChart']>>): Change =>
  (record) => ({ ...record, doorChart: record.doorChart && { ...record.doorChart, ...parts } });

export const vitals =
  (parts: Partial<NonNullable<CaseRecord['doorChart']>['vitals']>): Change =>
  (record) => ({
    ...record,
    doorChart: record.doorChart && { ...record.doorChart, vitals: { ...record.doorChart.vitals, ...parts } },
  });

/** Sets the likelihoods of one finding, leaf by leaf. */
export const row =
  (
    id: string,
    cell: (leaf: string, i: number, record: CaseRecord) => Partial<CaseRecord['likelihoods'][string][string]>,
  ): Change =>
  (record) => ({
    ...record,
    likelihoods: {
      ...record.likelihoods,
      [id]: Object.fromEntries(
        record.framework.leaves.map((leaf, i) => {
          const old = record.likelihoods[id]?.[leaf.id];
          if (!old) throw new Error(`no likelihood of ${id} for ${leaf.id}`);
          return [leaf.id, { ...old, ...cell(leaf.id, i, record) }];
        }),
      ),
    },
  });

export const inTurn =
  (...changes: Change[]): Change =>
  (record) =>
    changes.reduce((changed, change) => change(changed), record);

export const plant = (base: Base, fault: string, id: string, field: string, change: Change): [Base, Plant] => [
  base,
  { fault, change, id, field },
];

/** An examination and its findings; a test and its result. */
export const examined = (id: string, present: boolean, name: string, examination: string, findings: string) =>
  finding(id, { present, finding: name, examination, findings });
export const tested = (id: string, present: boolean, name: string, test: string, reading: string) =>
  finding(id, { present, finding: name, test, result: reading });
