import type { HttpResponseInit } from '@azure/functions';
import { casesImportPost } from '../../../functions/cases-import-post.ts';
import type { CaseRecord } from '../../../shared/cases/case.ts';
import type { Deps } from '../../../shared/deps.ts';
import { caseJson } from '../../../shared/exports/case-json.ts';
import { lrMatrixCsv } from '../../../shared/exports/lr-matrix-csv.ts';
import { keepDraft } from '../../helpers/draft.ts';
import { fakeDeps } from '../../helpers/fake-deps.ts';
import { caseRecord } from '../../helpers/record.ts';
import { context, request } from '../../helpers/requests.ts';

export const record = caseRecord();
export const file = () => JSON.parse(caseJson(record));
export const csv = lrMatrixCsv(record, 2);
export let deps: Deps;
export let written: string[];

/** A case and a draft of it, in stores that note every write. For `beforeEach`. */
export async function openDoor(): Promise<void> {
  deps = fakeDeps();
  await deps.cases.save(record);
  await keepDraft(deps.sessions, 'draft-1', record);
  written = [];
  deps = {
    ...deps,
    sessions: watched(deps.sessions, ['create', 'write', 'remove']),
    cases: watched(deps.cases, ['save', 'finalize', 'retire']),
  };
}

/** Notes every write, so that a refusal can be shown to have written nothing. */
function watched<T extends object>(store: T, writes: readonly (keyof T & string)[]): T {
  const entries = writes.map((name) => {
    const write = store[name] as (...given: unknown[]) => unknown;
    const noted = (...given: unknown[]): unknown => {
      written.push(name);
      return write.apply(store, given);
    };
    return [name, noted] as const;
  });
  return { ...store, ...Object.fromEntries(entries) };
}

/** Other stores than those that the door was opened with. */
export const putInstead = (parts: Partial<Deps>): void => {
  deps = { ...deps, ...parts };
};

export const send = (body: unknown, query = '', type = 'application/json'): Promise<HttpResponseInit> =>
  casesImportPost(
    request(`/cases/import${query}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
    context(),
    deps,
  );

export const sendCsv = (text: string, query = '?tier_level=2&session_id=draft-1') => send(text, query, 'text/csv; charset=utf-8');
export const draftRecord = async (id: unknown): Promise<CaseRecord | undefined> => (await deps.sessions.find(String(id)))?.record;
