import { AppError } from '../errors.ts';
import { libraryModel } from '../models.ts';
import { chooseModel, type ModelState } from './choose-model.ts';

/** Writers of something by the id of their model. */
export type WritersByModel<W> = Readonly<Record<string, W | undefined>>;

type Wanted = {
  /** The model that the caller names. */
  readonly model: string | undefined;
  /** The model that wrote the case. */
  readonly writtenBy: string;
  /** Whether only a language model can do what is asked. */
  readonly inWords?: boolean;
};

/**
 * Who writes a part of a case anew: the model that the caller names; else the one that wrote the case, where it can be used;
 * else what a new case would get.
 */
export function chooseWriter<W>(
  models: readonly ModelState[],
  writers: WritersByModel<W>,
  { model, writtenBy, inWords = false }: Wanted,
): { readonly id: string; readonly writer: W } {
  const author = models.find(({ id, available }) => id === writtenBy && available);
  const own = inWords && writtenBy === libraryModel ? undefined : author;
  const { id } = chooseModel(models, { model: model ?? own?.id });
  const writer = writers[id];
  if (!writer) throw new AppError('dependency-down', `The model ${id} is not available.`, { dependency: id });
  return { id, writer };
}
