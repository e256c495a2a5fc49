import { viewFor } from '../../cases/audience.ts';
import type { CaseRecord } from '../../cases/case.ts';
import { answerKeySheet } from './answer-key.ts';
import { doorChartSheet } from './door-chart.ts';
import { evidenceOf } from './evidence.ts';
import { examinerChecklistSheet } from './examiner-checklist.ts';
import { patientActorSheet } from './patient-actor.ts';
import { paperNames, type Sheet, type SheetName } from './sheet.ts';

/** Each paper is written from what its reader may see, and knows no more of the case than that. */
export const writeSheet: Readonly<Record<SheetName, (record: CaseRecord) => Sheet>> = {
  'door-chart': (record) => doorChartSheet(viewFor('learner', record)),
  'patient-actor': (record) => patientActorSheet(viewFor('patient-actor', record)),
  'examiner-checklist': (record) => examinerChecklistSheet(viewFor('examiner', record), evidenceOf(record)),
  'answer-key': (record) => answerKeySheet(viewFor('author', record), evidenceOf(record)),
};

/** The title of the file: the candidate's paper has the case's own, which gives nothing away. */
const titleOf = (record: CaseRecord, names: readonly SheetName[]): string =>
  `${record.title} · ${names.length === 1 && names[0] ? paperNames[names[0]] : 'OSCE pack'}`;

export async function packAsHtml(record: CaseRecord, names: readonly SheetName[]): Promise<string> {
  const { sheetsAsHtml } = await import('./html.ts');
  return sheetsAsHtml(
    titleOf(record, names),
    names.map((name) => writeSheet[name](record)),
  );
}

/** `made`: when the case was saved, so that the same case gives the same bytes. */
export async function packAsPdf(record: CaseRecord, names: readonly SheetName[], made: Date): Promise<Uint8Array<ArrayBuffer>> {
  const { sheetsAsPdf } = await import('./pdf.ts');
  return sheetsAsPdf(
    titleOf(record, names),
    names.map((name) => writeSheet[name](record)),
    made,
  );
}
