import type { PackFinding } from '../pack.ts';
import { type Comorbidity, readComorbidities } from './comorbidities.ts';
import { normaliseDashes } from './dashes.ts';
import { isDenied } from './negation.ts';

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A mention matches whole words, with the usual endings ("sweat" finds "sweating"). */
const pattern = (mention: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])${escapeRegExp(mention).replace(/[\s-]+/g, '[\\s-]+')}(?:s|es|ing|ed|y)?(?![\\p{L}\\p{N}])`,
    'iu',
  );

/** As the pattern compares letters: both cases alike, and the two signs for micro. */
const folded = (text: string): string => text.toUpperCase().toLowerCase();

/** Whether the mention's words are in the text at all. Almost none are, and to compile a pattern costs a thousand times more. */
const mayName = (foldedText: string, mention: string): boolean =>
  folded(mention)
    .split(/[\s-]+/)
    .every((word) => foldedText.includes(word));

/** Of somebody else, of a state that only began or ended, or of one sign of it: not the patient's own past illness. */
const notOwnHistory =
  /family|relative|parent|sibling|\bnew|first|\bno\b|without|absen|stopped|\bdays\b|weeks|recent|symptom|beyond|raised|changed|missed|late|early/i;

/** A patient with COPD has a history of chronic lung disease, whether or not the text says it in those words. */
const impliedBy = (comorbidities: readonly Comorbidity[], findings: readonly PackFinding[]) =>
  findings
    .filter(
      ({ category, name }) =>
        category === 'history' && !notOwnHistory.test(name) && comorbidities.some(({ finding }) => finding.test(name)),
    )
    .map((finding) => ({ finding, present: true }));

/**
 * Findings of the pack that the text names (true) or denies (false). Where several findings of one group are named, the
 * longest mention wins: "pain in both arms" is not also "pain in the arm".
 */
export function readNamedFindings(text: string, findings: readonly PackFinding[]): Map<string, boolean> {
  const plain = normaliseDashes(text);
  const foldedText = folded(plain);
  const named = findings.flatMap((finding) => {
    const hits = finding.mention.flatMap((mention) => {
      if (!mayName(foldedText, mention)) return [];
      const found = pattern(mention).exec(plain);
      return found ? [{ length: found[0].length, present: !isDenied(plain, found.index) }] : [];
    });
    const longest = hits.toSorted((a, b) => b.length - a.length)[0];
    return longest ? [{ finding, ...longest }] : [];
  });
  const states = new Map<string, boolean>();
  const groups = new Set<string>();
  for (const { finding, present } of [
    ...named.toSorted((a, b) => b.length - a.length),
    ...impliedBy(readComorbidities(plain), findings),
  ]) {
    const group = finding.group ?? finding.id;
    if (groups.has(group)) continue;
    groups.add(group);
    states.set(finding.id, present);
  }
  return states;
}
