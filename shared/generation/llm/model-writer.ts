import { CaseRecord, type ModelCall } from '../../cases/case.ts';
import type { CaseWriter } from '../../cases/ports.ts';
import { AppError } from '../../errors.ts';
import type { ModelPrice } from '../../models.ts';
import { aliasesOf } from '../library/aliases.ts';
import type { Library } from '../library/library.ts';
import { codesOf, doorChartOf, estimatesOf, fillMissing, findingsOf, frameworkOf } from './assemble.ts';
import { capped } from './capped.ts';
import { ground } from './ground.ts';
import { missingNote } from './missing-note.ts';
import { planCase } from './plan.ts';
import { promptVersion } from './prompts.ts';
import type { Complete } from './question.ts';
import { recorded } from './recorded.ts';

/** Calls that one request may have under way: the plan never starts more than this is worth waiting for. */
const callsPerRequest = 10;

type WriterDeps = {
  readonly complete: Complete;
  readonly model: string;
  readonly price: ModelPrice | undefined;
  readonly library: () => Promise<Library>;
};

/** A writer that has a language model write the case, and puts published figures where the library has them. */
export const createModelWriter =
  ({ complete, model, price, library: load }: WriterDeps): CaseWriter =>
  async (wanted, signal, report) => {
    const library = await load();
    const aliases = aliasesOf(library, wanted.primary_diagnosis);
    const calls: ModelCall[] = [];
    const difficulty = wanted.difficulty ?? 'typical';
    const temperature = wanted.temperature ?? 1;
    const written = await planCase({
      complete: capped(recorded(complete, price, calls), callsPerRequest),
      model,
      temperature,
      order: { description: wanted.description, primaryDiagnosis: wanted.primary_diagnosis, difficulty },
      aliases,
      report,
      signal,
    });
    const framework = frameworkOf(written.differential, model);
    const findings = findingsOf(written);
    const estimates = estimatesOf(findings, framework, written.percents, model);
    const estimated = findings.filter(({ id }) => estimates[id]);
    const grounded = ground(library, {
      framework,
      findings: estimated,
      estimates,
      codes: codesOf(written.differential),
      age: written.outline.patient.age_years,
    });
    const missing = findings.length - estimated.length;
    return whole({
      title: wanted.title ?? written.narrative.title,
      description: wanted.description,
      primaryDiagnosis: wanted.primary_diagnosis,
      primaryAliases: aliases,
      doorChart: doorChartOf(written.outline),
      presentation: written.narrative.presentation,
      patientPersonality: written.narrative.patient_personality,
      objectives: written.narrative.objectives,
      findings,
      framework,
      likelihoods: fillMissing(findings, framework, grounded.likelihoods),
      citations: [...grounded.citations],
      generation: {
        model,
        requestedModel: null,
        temperature,
        seed: null,
        difficulty,
        chiefComplaint: null,
        promptVersion,
        tokens: totals(calls),
        costUsd: calls.every(({ costUsd }) => costUsd !== null)
          ? calls.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0)
          : null,
        calls,
        notes: missingNote(missing, findings.length),
      },
    });
  };

/** Nothing that the stores would refuse leaves the writer. The place of a problem is named, what stands there is not. */
function whole(record: CaseRecord): CaseRecord {
  const checked = CaseRecord.safeParse(record);
  if (checked.success) return checked.data;
  const place = checked.error.issues[0]?.path.join('.') ?? '';
  throw new AppError('model-unusable', `The model gave no usable case: something is wrong with ${place || 'the whole'}.`);
}

const totals = (calls: readonly ModelCall[]): { input: number; output: number } => ({
  input: calls.reduce((sum, { input }) => sum + input, 0),
  output: calls.reduce((sum, { output }) => sum + output, 0),
});
