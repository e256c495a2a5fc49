import { AppError } from '../../errors.ts';
import type { KnownDiagnosis, Library } from './library.ts';
import { normalise, similarity, trigrams } from './normalise.ts';

/** Words that say where, when or how bad, and leave the diagnosis what it is. */
const qualifiers = new Set(
  (
    'a an the of acute subacute chronic inferior anterior lateral septal left right bilateral unilateral severe mild moderate massive ' +
    'submassive suspected probable confirmed new first early late spontaneous uncomplicated complicated simple classic typical atypical adult ' +
    'child paediatric pediatric infant elderly lobe lobar proximal distal type recurrent exacerbation attack episode disease ' +
    'large small unstable stable decompensated community acquired primary secondary'
  ).split(' '),
);
/** What follows one of these describes circumstances, not the diagnosis. */
const tail = /\s(?:with|without|due to|secondary to|caused by|from|after|following|complicated by|in a|in an|on)\s.*$/;

/** Worked out once for a library. */
const names = new WeakMap<KnownDiagnosis, readonly string[]>();
const grams = new WeakMap<KnownDiagnosis, readonly ReadonlySet<string>[]>();

/** Every name of a diagnosis, normalised; its own name first. */
const namesOf = (known: KnownDiagnosis): readonly string[] =>
  once(names, known, () => [known.name, ...known.synonyms, ...known.abbreviations].map(normalise));

/** The pieces of each of them: only a search by likeness asks for these. */
const gramsOf = (known: KnownDiagnosis): readonly ReadonlySet<string>[] => once(grams, known, () => namesOf(known).map(trigrams));

function once<T>(kept: WeakMap<KnownDiagnosis, T>, known: KnownDiagnosis, make: () => T): T {
  const made = kept.get(known) ?? make();
  kept.set(known, made);
  return made;
}

export type DiagnosisMatch = { readonly known: KnownDiagnosis; readonly score: number };

/**
 * Diagnoses by how well they answer a query, best first: 1 for a name, synonym, abbreviation or ICD-10 code as written,
 * less for a name that starts with or holds the query, least for a likeness of spelling.
 */
export function searchDiagnoses(library: Library, query: string): DiagnosisMatch[] {
  const text = normalise(query);
  if (text === '') return query.trim() === '' ? everything(library) : [];
  const wanted = trigrams(text);
  const scored = [...library.diagnoses.values()].map((known) => ({ known, score: score(known, text, wanted) }));
  return scored.filter(({ score }) => score > 0.25).sort((a, b) => b.score - a.score || a.known.name.localeCompare(b.known.name));
}

const everything = (library: Library): DiagnosisMatch[] =>
  [...library.diagnoses.values()]
    .map((known) => ({ known, score: 0.5 }))
    .sort((a, b) => a.known.name.localeCompare(b.known.name));

function score(known: KnownDiagnosis, text: string, wanted: ReadonlySet<string>): number {
  const code = known.icd10.toLowerCase();
  if (code === text) return 1;
  if (/^[a-z]\d\d/.test(text) && code.startsWith(text)) return 0.9;
  let best = 0;
  const pieces = gramsOf(known);
  for (const [i, name] of namesOf(known).entries()) {
    if (name === text) return 1;
    if (name.startsWith(text)) best = Math.max(best, 0.85);
    else if (` ${name} `.includes(` ${text}`)) best = Math.max(best, 0.75);
    else if (best < 0.7) best = Math.max(best, 0.7 * similarity(pieces[i] ?? new Set(), wanted));
  }
  return best;
}

/** The diagnosis that the author means, or undefined: a name as written, or one surrounded by nothing but qualifiers. */
export function matchDiagnosis(library: Library, query: string): KnownDiagnosis | undefined {
  // "Lower" of a lobe says where; "lower" of a bleed is another disease.
  const wanted = normalise(query).replace(/\b(?:upper|middle|lower) (?=lobe)/g, '');
  const exact = bestNamed(library, (name) => name === wanted, wanted);
  if (exact) return exact;
  const core = ` ${wanted.replace(tail, '')} `;
  const holding = bestNamed(
    library,
    (name) => core.includes(` ${name} `) && onlyQualifiers(core.replace(` ${name} `, ' ')),
    wanted,
  );
  if (holding) return holding;
  const bare = core
    .trim()
    .split(' ')
    .filter((word) => !qualifiers.has(word))
    .join(' ');
  return bare === ''
    ? undefined
    : bestNamed(
        library,
        (name) =>
          name
            .split(' ')
            .filter((word) => !qualifiers.has(word))
            .join(' ') === bare,
        wanted,
      );
}

const onlyQualifiers = (rest: string): boolean =>
  rest
    .trim()
    .split(' ')
    .every((word) => word === '' || qualifiers.has(word));

/** Of the diagnoses with a fitting name, the one whose name says most; then the one with the most figures. */
function bestNamed(library: Library, fits: (name: string) => boolean, wanted: string): KnownDiagnosis | undefined {
  const candidates = [...library.diagnoses.values()].flatMap((known) => {
    const lengths = [...namesOf(known), known.icd10.toLowerCase()].filter(fits).map((name) => name.length);
    const own = namesOf(known)[0] === wanted ? 1 : 0;
    return lengths.length === 0 ? [] : [{ known, own, length: Math.max(...lengths) }];
  });
  return candidates.toSorted((a, b) => b.own - a.own || b.length - a.length || b.known.figures.length - a.known.figures.length)[0]
    ?.known;
}

/** The diagnosis, or a 422 that names the nearest ones. */
export function requireDiagnosis(library: Library, query: string): KnownDiagnosis {
  const known = matchDiagnosis(library, query);
  if (known) return known;
  const nearest = searchDiagnoses(library, query)
    .slice(0, 5)
    .map(({ known: { name } }) => name);
  const nearby = nearest.length > 0 ? ` The nearest that it knows: ${nearest.join('; ')}.` : '';
  throw new AppError(
    'invalid-request',
    `The built-in library has no case about this diagnosis.${nearby} For other diagnoses a language model is needed.`,
    { errors: [{ path: 'primary_diagnosis', message: `not in the built-in library.${nearby}` }] },
  );
}
