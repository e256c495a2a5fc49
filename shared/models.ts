/** One entry of the model list. */
export type CaseModel = {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly temperature: { readonly default: number; readonly fixed: boolean };
};

export const libraryModel = 'library';
export const preferredModel = 'gpt-4o-mini';
