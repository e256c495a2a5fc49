import type { CaseRecord } from '../../shared/cases/case.ts';

/** Words that stand nowhere else, planted to see where they come out. */
export const word = (i: number): string => `zqx${i}planted`;
export const planted = /zqx\d+planted/i;

type Plant = (record: CaseRecord, text: string) => void;

/** Every text of a case that neither learner nor patient-actor may see. */
export const authorOnly: readonly (readonly [field: string, plant: Plant])[] = [
  ['the description', (record, text) => void Object.assign(record, { description: text })],
  ['the primary diagnosis', (record, text) => void Object.assign(record, { primaryDiagnosis: text })],
  ['another name of it', (record, text) => void record.primaryAliases.names.push(text)],
  ['an abbreviation of it', (record, text) => void record.primaryAliases.abbreviations.push(text)],
  ['an objective', (record, text) => void record.objectives.push(text)],
  ...(['history', 'physical_exam', 'diagnostic_workup'] as const).map(
    (category) =>
      [
        `the clinical name of a finding, ${category}`,
        (record: CaseRecord, text: string) =>
          void Object.assign(record.findings.find((finding) => finding.category === category) ?? {}, { finding: text }),
      ] as const,
  ),
  ...(['tier1', 'tier2', 'leaves'] as const).flatMap((tier) =>
    (['name', 'description'] as const).map(
      (part) =>
        [
          `the ${part} of a bucket, ${tier}`,
          (record: CaseRecord, text: string) => void Object.assign(record.framework[tier][0] ?? {}, { [part]: text }),
        ] as const,
    ),
  ),
  [
    'the source of a prior',
    (record, text) =>
      void Object.assign(record.framework.leaves[0] ?? {}, { provenance: { source: 'library_estimate', reason: text } }),
  ],
  [
    'the source of a likelihood',
    (record, text) => {
      const row = record.likelihoods[record.findings[0]?.id ?? ''] ?? {};
      for (const leaf of Object.keys(row))
        row[leaf] = { probability: 0.5, provenance: { source: 'model_estimate', model: text } };
    },
  ],
  ['a citation', (record, text) => void record.citations.push({ id: text, text, pmid: text, doi: text })],
  [
    'the model',
    (record, text) => void Object.assign(record.generation, { model: text, requestedModel: text, promptVersion: text }),
  ],
  ['the complaint of the library', (record, text) => void Object.assign(record.generation, { chiefComplaint: text })],
  ['a note of the generation', (record, text) => void record.generation.notes.push(text)],
];
