import { snakeKeys } from '../../cases/key-case.ts';
import type { Figure } from './figure.ts';
import { searchDiagnoses } from './find-diagnosis.ts';
import { complaintsOf, type Library } from './library.ts';

/** The contract's list: what the library can write about, best match first; with no query all of it by name. */
export const listDiagnoses = (library: Library, query: string, limit: number) =>
  searchDiagnoses(library, query)
    .slice(0, limit)
    .map(({ known }) => ({
      diagnosis: known.name,
      icd10: known.icd10,
      synonyms: [...known.synonyms, ...known.abbreviations],
      chief_complaints: complaintsOf(library, known.packs),
      figures: known.figures.length,
    }));

/** Published figures, with citations, of every diagnosis with this ICD-10 code, or with one below it (I60 holds I60.9). */
export const figuresFor = (library: Library, code: string, wanted = code.trim().toLowerCase()) =>
  [...library.diagnoses.values()]
    .filter(({ icd10 }) => icd10.toLowerCase() === wanted || icd10.toLowerCase().startsWith(`${wanted}.`))
    .map((known) => ({
      diagnosis: known.name,
      icd10: known.icd10,
      synonyms: [...known.synonyms, ...known.abbreviations],
      chief_complaints: complaintsOf(library, known.packs),
      figures: known.figures.map((figure) => wireFigure(library, figure)),
    }));

function wireFigure(library: Library, { citation, diagnosis: _, ...figure }: Figure) {
  return { ...snakeKeys(figure), citation: library.citations.get(citation) ?? null };
}
