import { answerOf } from '../cases/finding.ts';
import type { Audit } from './audit.ts';
import { answerField, nameField, placed } from './pointers.ts';

const medicine =
  /\b(?:anti-?coagula\w+|warfarin|apixaban|rivaroxaban|edoxaban|dabigatran|heparin|blood thinners?|anti-?platelet\w*|clopidogrel|aspirin|beta-?blockers?|diuretics?|ACE inhibitors?|insulin|metformin|steroids?|prednisolone|anti-?inflammator(?:y|ies)|NSAIDs?|opioids?|morphine|antidepressants?|lithium|digoxin|amiodarone|levothyroxine|anti-?epileptics?|contraceptive pill)\b/i;
/** Names that mention a medicine that is not taken now. */
const notTaken =
  /\b(?:no|not|without|stopped|missed|relie\w+|respon\w+|after|allerg\w+|family|intoleran\w+|previous|past|reaction|level|test)\b/i;
const takesIt =
  /\b(?:I'm on|I am on|I take|takes|taking|is on|on (?:regular |long-term |daily )?(?=warfarin|apixaban|rivaroxaban|edoxaban|dabigatran|insulin|prednisolone|digoxin|amiodarone|lithium))/i;
const takesNothing =
  /\b(?:takes?|took|taking|on|uses?) no (?:regular |daily |other )?(?:tablets?|medicines?|medications?|pills|drugs)\b|\bno (?:regular |daily )?(?:medicines|medications?|tablets)\b|\b(?:don't|doesn't|do not|does not|never) take (?:any |a single )?(?:tablets?|medicines?|medications?|pills?|anything|drugs)\b|\bnot on (?:any )?(?:tablets|medicines|medications?|anything)\b/i;
/** A denial of some tablets only. */
const ofOneKind =
  /\b(?:for|that|which|like|other|else|except|apart|but|until|before|today|yet|as well|besides|with it|from the)\b/i;

/** A patient who is on a medicine by one finding and takes nothing by another answer. */
export const medicationAgainstHistory: Audit = ({ findings, presentation }) => {
  const places = placed(findings);
  const takes = places.find(
    ({ finding }) =>
      finding.present === true &&
      finding.category === 'history' &&
      medicine.test(finding.finding) &&
      !notTaken.test(finding.finding),
  );
  const narrated = presentation
    .replace(/’/g, "'")
    .split(/(?<=[.!?;])\s+/)
    .some((sentence) => takesIt.test(sentence) && medicine.test(sentence) && !/\b(?:no|not|never|stopped|n't)\b/i.test(sentence));
  if (!takes && !narrated) return [];
  const denials = places.filter(
    (place) => place !== takes && place.finding.category === 'history' && deniesAll(answerOf(place.finding)),
  );
  const taken = takes ? `“${takes.finding.finding}” is present` : 'the presentation names a medicine';
  const where = takes ? nameField(takes) : '/case_details/presentation';
  const said = denials.map((place) => ({ text: answerOf(place.finding), field: answerField(place) }));
  const told = takes && deniesAll(presentation) ? [{ text: 'no medicines', field: '/case_details/presentation' }] : [];
  return [...said, ...told].map(({ text, field }) => ({
    id: 'medication-against-history',
    severity: 'warning' as const,
    sentence: `${taken[0]?.toUpperCase()}${taken.slice(1)}, yet elsewhere it says “${text.length > 80 ? `${text.slice(0, 77)}…` : text}”; say the same in both places.`,
    fields: [field, where],
  }));
};

const deniesAll = (text: string): boolean =>
  text
    .replace(/’/g, "'")
    .split(/(?<=[.!?;])\s+/)
    .some((sentence) => takesNothing.test(sentence) && !ofOneKind.test(sentence));
