/** One entry of the model list. */
export type CaseModel = {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly temperature: { readonly default: number; readonly fixed: boolean };
  readonly price?: ModelPrice | undefined;
};

/** US dollars per million tokens. */
export type ModelPrice = { readonly input: number; readonly cachedInput: number; readonly output: number };

export const libraryModel = 'library';
export const preferredModel = 'gpt-4o-mini';
