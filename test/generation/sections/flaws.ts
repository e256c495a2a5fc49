import { auditCase } from '../../../shared/audits/audit-case.ts';
import { learnerTexts } from '../../../shared/audits/learner-text.ts';
import type { CaseRecord } from '../../../shared/cases/case.ts';
import { rowOf } from '../../../shared/cases/derive.ts';
import { bucketsOf, priorsOf, tierLevels } from '../../../shared/cases/framework.ts';
import { categoryOf, type Section, type TextSection, textField } from '../../../shared/cases/sections.ts';
import { packFindingOf, packFor } from '../../../shared/generation/library/recognise.ts';
import { sentencesOf } from '../../../shared/generation/library/wording/sentences.ts';
import { identityTotals } from '../../../shared/reasoning/coherence.ts';
import { library } from './sweep.ts';

/** Where the identity fails, at any tier. */
export const incoherent = (record: CaseRecord): string[] =>
  record.findings.flatMap(({ id, finding }) =>
    tierLevels.flatMap((tier) => {
      const members = bucketsOf(record.framework, tier).map((bucket) => bucket.members);
      const { positive, negative } = identityTotals(priorsOf(record.framework), rowOf(record, id), members);
      return Math.max(Math.abs(positive - 1), Math.abs(negative - 1)) > 1e-9 ? [`${finding} at tier ${tier}`] : [];
    }),
  );

export const problemsOf = (record: CaseRecord): string[] =>
  auditCase(record)
    .filter(({ id, severity }) => severity === 'blocking' || id === 'vitals-against-finding')
    .map(({ id, sentence }) => (id === 'primary-not-on-top' ? id : `${id}: ${sentence}`));

/** Sentences that stand there twice. Names of tests and titles may. */
export function repeated(record: CaseRecord): string[] {
  const all = learnerTexts(record)
    .filter(({ field }) => !/\/(test|examination|title|chief_complaint)$/.test(field))
    .flatMap(({ text }) => sentencesOf(text));
  return all.filter((sentence, i) => all.indexOf(sentence) !== i);
}

export const groupsOf = (record: CaseRecord): string[] => {
  const pack = packFor(library, record);
  return record.findings.flatMap((finding) => (pack && packFindingOf(pack, finding)?.group) ?? []);
};

/** Everything that a section may not touch, as text. */
export function others(record: CaseRecord, section: Section): string {
  const category = categoryOf(section);
  if (!category) {
    const { [textField[section as TextSection]]: _, ...rest } = record;
    return JSON.stringify(rest);
  }
  const { findings, likelihoods, citations: _, ...rest } = record;
  const staying = findings.filter((finding) => finding.category !== category);
  return JSON.stringify([rest, staying, staying.map(({ id }) => likelihoods[id])]);
}
