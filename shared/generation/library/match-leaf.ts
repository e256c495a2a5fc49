import { matchDiagnosis } from './find-diagnosis.ts';
import type { KnownDiagnosis, Library } from './library.ts';
import { normalise, similarity, trigrams } from './normalise.ts';

/** What is kept of a library: who is named by a word, and what was answered before. */
type Known = {
  readonly byWord: ReadonlyMap<string, readonly KnownDiagnosis[]>;
  readonly answers: Map<string, KnownDiagnosis | null>;
};
const remembered = new WeakMap<Library, Known>();
/** A worker lives long and models invent names: the answers are kept, but not for ever. */
const mostAnswers = 5000;

/**
 * The library's diagnosis that a leaf written by a model is about, or undefined. Precision before recall: whoever types a
 * diagnosis sees what was understood, but nobody looks over a citation.
 */
export function matchLeaf(library: Library, name: string, icd10?: string | null): KnownDiagnosis | undefined {
  const { answers } = knownOf(library);
  const asked = `${name}|${icd10 ?? ''}`;
  const before = answers.get(asked);
  if (before !== undefined) return before ?? undefined;
  const found = findLeaf(library, name, icd10?.toUpperCase() ?? null);
  if (answers.size >= mostAnswers) answers.clear();
  answers.set(asked, found ?? null);
  return found;
}

function knownOf(library: Library): Known {
  const before = remembered.get(library);
  if (before) return before;
  const byWord = new Map<string, KnownDiagnosis[]>();
  for (const known of library.diagnoses.values())
    for (const word of new Set(namesOf(known).flatMap(tellingWords))) byWord.set(word, [...(byWord.get(word) ?? []), known]);
  const known: Known = { byWord, answers: new Map() };
  remembered.set(library, known);
  return known;
}

const common = new Set('a an the of acute severe disease syndrome disorder injury infection'.split(' '));
const tellingWords = (text: string): string[] => text.split(' ').filter((word) => !common.has(word));

/** The library search, among those diagnoses only that have a word of the name: a name without any is no match. */
function searched(library: Library, name: string): KnownDiagnosis | undefined {
  const { byWord } = knownOf(library);
  const near = tellingWords(normalise(name)).flatMap((word) => byWord.get(word) ?? []);
  if (near.length === 0) return undefined;
  return matchDiagnosis({ ...library, diagnoses: new Map(near.map((known) => [known.id, known])) }, name);
}

function findLeaf(library: Library, name: string, icd10: string | null): KnownDiagnosis | undefined {
  const named = byName(library, name);
  if (!named) return icd10 ? byCode(library, name, icd10) : undefined;
  return icd10 && contradicts(named, icd10) ? undefined : named;
}

function byName(library: Library, name: string): KnownDiagnosis | undefined {
  const [, outer = name, inner] = /^([^()]+)\(([^()]+)\)\s*$/.exec(name) ?? [];
  const known = searched(library, outer);
  if (!known || !isSameDisease(known, outer)) return undefined;
  if (inner === undefined || isAside(known, inner)) return known;
  return searched(library, inner) === known ? known : undefined;
}

/** Words that make another disease of it, though a library search lets them pass; and causes, which are diseases themselves. */
const changes =
  /\b(?:chronic|atypical|stable|viral|fungal|tuberculous|neonatal|congenital|postpartum|recurrent|healed|history|risk|screening)\b/;
const causes =
  /\b(?:due to|secondary to|caused by|resulting from|from|mimicking|following|after|versus|vs|or|excluding|ruled out)\b/;

function isSameDisease(known: KnownDiagnosis, name: string): boolean {
  const text = normalise(name);
  const own = namesOf(known);
  if (own.includes(text)) return true;
  return [changes, causes].every((pattern) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined || own.some((ownName) => ownName.includes(found) && text.includes(ownName));
  });
}

/** What may stand in brackets behind a name: its initials, or one of its own names. */
function isAside(known: KnownDiagnosis, inner: string): boolean {
  const text = normalise(inner);
  const initials = (name: string): string =>
    name
      .split(' ')
      .map((word) => word.charAt(0))
      .join('');
  return namesOf(known).some((name) => name === text || initials(name) === text);
}

const namesOf = ({ name, synonyms, abbreviations }: KnownDiagnosis): string[] =>
  [name, ...synonyms, ...abbreviations].map(normalise);

/** A code of another chapter says that another disease was meant. R codes are symptoms, and stand in for anything. */
const contradicts = (known: KnownDiagnosis, icd10: string): boolean => {
  const [chapter, own] = [icd10.charAt(0), known.icd10.charAt(0)];
  return /^[A-Z]\d\d/.test(icd10) && chapter !== own && chapter !== 'R' && own !== 'R';
};

/** A code is believed only beside a name that is a spelling of the diagnosis, and where the code has one meaning. */
function byCode(library: Library, name: string, icd10: string): KnownDiagnosis | undefined {
  const coded = [...library.diagnoses.values()].filter((known) => known.icd10 === icd10);
  const [only] = coded;
  if (!only || coded.length > 1) return undefined;
  const written = trigrams(normalise(name));
  return namesOf(only).some((own) => similarity(trigrams(own), written) >= 0.8) ? only : undefined;
}
