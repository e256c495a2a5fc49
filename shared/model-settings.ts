import * as z from 'zod';
import { type CaseModel, libraryModel, reasoningModels } from './models.ts';

const Entry = z.strictObject({
  id: z.string().min(1),
  label: z.string().min(1),
  note: z.string(),
  temperature: z.strictObject({ default: z.number().min(0).max(2), fixed: z.boolean() }),
  /** US dollars per million tokens. */
  price: z.strictObject({ input: z.number().min(0), cachedInput: z.number().min(0), output: z.number().min(0) }).optional(),
});

const library: CaseModel = {
  id: libraryModel,
  label: 'Built-in evidence library',
  note: 'No key, no network; the same seed gives the same case.',
  temperature: { default: 0, fixed: true },
};

/** Prices are list prices as we knew them; put your own into CASE_MODELS. */
const known: readonly CaseModel[] = [
  {
    id: 'gpt-4o-mini',
    label: 'GPT-4o mini',
    note: 'Fast and inexpensive.',
    temperature: { default: 0.7, fixed: false },
    price: { input: 0.15, cachedInput: 0.075, output: 0.6 },
  },
  {
    id: 'gpt-4o',
    label: 'GPT-4o',
    note: 'Richer wording, slower.',
    temperature: { default: 0.7, fixed: false },
    price: { input: 2.5, cachedInput: 1.25, output: 10 },
  },
  {
    id: 'gpt-5-mini',
    label: 'GPT-5 mini',
    note: 'Reasons before it writes; temperature is fixed at 1.0.',
    temperature: { default: 1, fixed: true },
    price: { input: 0.25, cachedInput: 0.025, output: 2 },
  },
  {
    id: 'gpt-5',
    label: 'GPT-5',
    note: 'The most thorough and the slowest; temperature is fixed at 1.0.',
    temperature: { default: 1, fixed: true },
    price: { input: 1.25, cachedInput: 0.125, output: 10 },
  },
];

/** The list always ends with the library, so that a case can be written without a key or a network. */
export const CaseModels = z
  .array(Entry)
  .transform((models) => [...models.filter(({ id }) => id !== libraryModel), library])
  .refine((models) => new Set(models.map(({ id }) => id)).size === models.length, 'names a model twice');

/** `gpt-4o-mini,gpt-4o` or a JSON array of entries; unset: the standard four. */
export function parseCaseModels(text: string | undefined): unknown {
  if (text === undefined) return known;
  if (text.trim().startsWith('[')) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((id) => id !== '')
    .map(entryFor);
}

/** Models that reason refuse any temperature but 1.0. */
const entryFor = (id: string): CaseModel =>
  known.find((model) => model.id === id) ?? {
    id,
    label: id,
    note: 'Named in CASE_MODELS.',
    temperature: reasoningModels.test(id) ? { default: 1, fixed: true } : { default: 0.7, fixed: false },
  };
