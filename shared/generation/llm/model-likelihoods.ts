import type { ModelCall } from '../../cases/case.ts';
import { isUnestimated } from '../../cases/derive.ts';
import { withCalls } from '../../cases/edits/merge-generations.ts';
import type { Framework } from '../../cases/framework.ts';
import type { LikelihoodWriter } from '../../cases/ports.ts';
import { AppError } from '../../errors.ts';
import type { ModelPrice } from '../../models.ts';
import { matchDiagnosis } from '../library/find-diagnosis.ts';
import type { Library } from '../library/library.ts';
import { estimatesOf, fillMissing } from './assemble.ts';
import { capped } from './capped.ts';
import { ground } from './ground.ts';
import { openLikelihoodDesk } from './likelihood-desk.ts';
import { missingNote, withoutMissingNote } from './missing-note.ts';
import type { Complete } from './question.ts';
import { recorded } from './recorded.ts';

type Deps = {
  readonly complete: Complete;
  readonly model: string;
  /** For cases that another model wrote; a model's own cases keep theirs. */
  readonly temperature: number;
  readonly price: ModelPrice | undefined;
  readonly library: () => Promise<Library>;
};

const callsPerRequest = 10;

/** Asks a language model for every likelihood of a case again, and puts published figures where the library has them. */
export const createLikelihoodWriter =
  ({ complete, model, temperature: standard, price, library: load }: Deps): LikelihoodWriter =>
  async (record, signal) => {
    const { findings, framework, description, primaryDiagnosis } = record;
    const temperature = record.generation.model === model ? record.generation.temperature : standard;
    const order = { description, primaryDiagnosis, difficulty: record.generation.difficulty };
    const calls: ModelCall[] = [];
    const asking = capped(recorded(complete, price, calls), callsPerRequest);
    const desk = openLikelihoodDesk({ complete: asking, model, temperature, order, signal });
    const leaves = framework.leaves.map(({ name }) => name);
    const percents = await desk.rows(
      findings.map(({ finding }) => finding),
      leaves,
    );
    const estimates = estimatesOf(findings, framework, percents, model);
    const estimated = findings.filter(({ id }) => estimates[id]);
    if (estimated.length === 0)
      throw new AppError('model-unusable', 'The model gave no usable likelihoods; the ones that were there are kept.');
    const library = await load();
    const grounded = ground(library, {
      framework,
      findings: estimated,
      estimates,
      codes: codesIn(library, framework),
      ...(record.doorChart ? { age: record.doorChart.age } : {}),
    });
    const likelihoods = fillMissing(findings, framework, grounded.likelihoods, record.likelihoods);
    // Rows that stayed as they were keep their sources.
    const citations = [
      ...new Map([...record.citations, ...grounded.citations].map((citation) => [citation.id, citation])).values(),
    ];
    const missing = findings.filter(({ id }) => isUnestimated({ likelihoods }, id));
    const notes = [...withoutMissingNote(record.generation.notes), ...missingNote(missing.length, findings.length)];
    return { likelihoods, citations, generation: withCalls({ ...record.generation, notes }, calls) };
  };

/** ICD-10 codes of the leaves that the library knows by name. */
export const codesIn = (library: Library, { leaves }: Framework): Record<string, string> =>
  Object.fromEntries(
    leaves.flatMap(({ id, name }) => {
      const known = matchDiagnosis(library, name);
      return known ? [[id, known.icd10]] : [];
    }),
  );
