/** Prints a case of the built-in library for reading: `npm run print-case -- "DESCRIPTION" "DIAGNOSIS" [SEED] [typical|atypical|sparse]`. */
import { Difficulty } from '../shared/cases/case.ts';
import { loadLibrary } from '../shared/generation/library/data.ts';
import { writeCase } from '../shared/generation/library/write-case.ts';
import { caseAsMarkdown } from './case-as-markdown.ts';

const [description, primaryDiagnosis, seed = '1', difficulty = 'typical'] = process.argv.slice(2);
if (!description || !primaryDiagnosis) {
  console.error('usage: npm run print-case -- "DESCRIPTION" "DIAGNOSIS" [SEED] [typical|atypical|sparse]');
  process.exit(2);
}
const order = { description, primaryDiagnosis, seed: Number(seed), difficulty: Difficulty.parse(difficulty) };
console.log(caseAsMarkdown(writeCase(loadLibrary(), order)));
