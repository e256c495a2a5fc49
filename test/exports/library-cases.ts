import type { CaseRecord } from '../../shared/cases/case.ts';
import { listDiagnoses } from '../../shared/generation/library/catalogue.ts';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';

const library = loadLibrary();

/** Cases of diagnoses from all over the library, each in the three difficulties. */
export function libraryCases(diagnoses = 67): { readonly name: string; readonly record: CaseRecord }[] {
  const all = listDiagnoses(library, '', 500);
  const step = Math.floor(all.length / diagnoses);
  const chosen = all.filter((_, i) => i % step === 0).slice(0, diagnoses);
  return chosen.flatMap(({ diagnosis }, seed) =>
    (['typical', 'atypical', 'sparse'] as const).map((difficulty) => ({
      name: `${diagnosis}, ${difficulty}`,
      record: writeCase(library, { description: 'A person of 50', primaryDiagnosis: diagnosis, seed, difficulty }),
    })),
  );
}
