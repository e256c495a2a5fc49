import type { CaseRecord } from '../../shared/cases/case.ts';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';

const library = loadLibrary();

/** A whole case, different for each seed. */
export const caseRecord = (seed = 1): CaseRecord =>
  writeCase(library, { description: 'A person of 40 with headache', primaryDiagnosis: 'migraine', seed, difficulty: 'typical' });
