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

/** Also as people name deployments: `prod_gpt-5-mini`, `GPT-5`, `gpt5`, `o3-mini`. Not `gpt-4o`, `gpt-45` or `turbo1`. */
export const reasoningModels = /(?<![a-z0-9])(gpt-?[5-9]|o[1-9])(?![a-z0-9])/i;
