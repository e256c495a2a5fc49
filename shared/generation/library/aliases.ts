import type { CaseRecord } from '../../cases/case.ts';
import { matchDiagnosis } from './find-diagnosis.ts';
import { telltales } from './leak.ts';
import type { Library } from './library.ts';

/** The names under which a diagnosis would be recognised; one that the library does not know has its own name only. */
export function aliasesOf(library: Library, diagnosis: string): CaseRecord['primaryAliases'] {
  const known = matchDiagnosis(library, diagnosis);
  return known ? telltales(known) : { names: [diagnosis], abbreviations: [] };
}
