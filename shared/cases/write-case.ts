import { AppError } from '../errors.ts';
import type { CaseRecord } from './case.ts';
import type { CaseRequest } from './case-request.ts';
import { chooseModel, type ModelState } from './choose-model.ts';
import { type CaseWriter, nobodyListens, type Report } from './ports.ts';

export type WriteDeps = {
  readonly models: readonly ModelState[];
  readonly writers: Readonly<Record<string, CaseWriter | undefined>>;
  /** A place among the generations that run at the same time, or 429. Returns what gives it back. */
  readonly takeTurn: () => () => void;
  readonly newSeed: () => number;
};

/** Has the chosen model write one case. The seed is made up here when none was given, so that the reply can name it. */
export async function writeCase(
  wanted: CaseRequest,
  { models, writers, takeTurn, newSeed }: WriteDeps,
  signal: AbortSignal,
  report: Report = nobodyListens,
): Promise<CaseRecord> {
  const chosen = chooseModel(models, wanted);
  const writer = writers[chosen.id];
  if (!writer) throw new AppError('dependency-down', `The model ${chosen.id} is not available.`, { dependency: chosen.id });
  const giveBack = takeTurn();
  try {
    const record = await writer({ ...wanted, temperature: chosen.temperature, seed: wanted.seed ?? newSeed() }, signal, report);
    const notes = [...(chosen.note ? [chosen.note] : []), ...record.generation.notes];
    return { ...record, generation: { ...record.generation, requestedModel: wanted.model ?? null, notes } };
  } finally {
    giveBack();
  }
}
