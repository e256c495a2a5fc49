import { AppError } from '../errors.ts';
import type { CaseRecord } from './case.ts';
import type { Aliases } from './edits/apply-lists.ts';
import type { By } from './edits/author-cell.ts';
import { recordOfPayload } from './record-of-payload.ts';

/** What likelihoods do not depend on may be missing. */
const bareDetails = {
  presentation: '',
  patient_personality: '',
  history_questions: [],
  physical_exam_findings: [],
  diagnostic_workup: [],
};
const bare = { description: '', primary_diagnosis: 'not stated', feature_likelihood_ratios: [] };

/** The record of a case that is in no session, from its findings and its framework; everything else may be left out. */
export async function recordToEstimate(
  payload: Readonly<Record<string, unknown>>,
  by: By,
  aliasesOf: (diagnosis: string) => Promise<Aliases>,
): Promise<CaseRecord> {
  const { case_details, diagnostic_framework } = payload;
  if (!isObject(case_details) || !Array.isArray(diagnostic_framework)) throw nothingToEstimate();
  const details = { ...bareDetails, ...withoutNulls(case_details) };
  const record = await recordOfPayload({ ...bare, ...withoutNulls(payload), case_details: details }, by, aliasesOf);
  if (!record) throw nothingToEstimate();
  return record;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutNulls = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null && part !== undefined));

function nothingToEstimate(): AppError {
  const message = 'name an edit session, or send case_details and diagnostic_framework';
  return new AppError('invalid-request', `session_id: ${message}.`, { errors: [{ path: 'session_id', message }] });
}
