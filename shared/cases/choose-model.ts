import { AppError } from '../errors.ts';
import { type CaseModel, libraryModel, preferredModel } from '../models.ts';

/** A model of the list, and whether it can be used now; if not, which setting is missing. */
export type ModelState = CaseModel & ({ readonly available: true } | { readonly available: false; readonly reason: string });

export type ChosenModel = { readonly id: string; readonly temperature: number; readonly note: string | undefined };

/**
 * The model that a request gets: the one it names, else the preferred one, else (with no language model at all) the
 * built-in library, and then the reply says so. Nothing is swapped silently: a model that cannot be used is a 503.
 */
export function chooseModel(
  models: readonly ModelState[],
  wanted: { model?: string | undefined; temperature?: number | undefined },
): ChosenModel {
  const named = wanted.model === undefined ? undefined : findModel(models, wanted.model);
  const standard = models.find(({ id }) => id === preferredModel) ?? models[0];
  const chosen = named ?? (standard?.available ? standard : models.find(({ id }) => id === libraryModel));
  if (!chosen) throw new Error('the model list is empty');
  if (!chosen.available) {
    throw new AppError('dependency-down', `The model ${chosen.id} is not available: ${chosen.reason}.`, {
      dependency: chosen.id,
      retryAfterSeconds: 60,
    });
  }
  const { fixed, default: standardTemperature } = chosen.temperature;
  const swapped = named === undefined && chosen.id === libraryModel;
  return {
    id: chosen.id,
    temperature: fixed ? standardTemperature : (wanted.temperature ?? standardTemperature),
    note: swapped ? 'No model was named and no language model is available, so the built-in library wrote this case.' : undefined,
  };
}

function findModel(models: readonly ModelState[], id: string): ModelState {
  const model = models.find((candidate) => candidate.id === id);
  if (model) return model;
  const list = models.map((candidate) => candidate.id).join(', ');
  throw new AppError('invalid-request', `model: there is no model of that name; choose one of ${list}.`, {
    errors: [{ path: 'model', message: `choose one of ${list}` }],
  });
}
