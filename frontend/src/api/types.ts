/** The API's replies, typed by the code that writes them: a change of the contract breaks this build. */

import type { Problem as Audit } from '../../../shared/audits/audit.ts';
import type { ModelState } from '../../../shared/cases/choose-model.ts';
import type { MovedRatio } from '../../../shared/cases/edits/edit-ratios.ts';
import type { ListsPatch } from '../../../shared/cases/edits/lists.ts';
import type { Operation } from '../../../shared/cases/edits/operations.ts';
import type { availableExports } from '../../../shared/exports/available-exports.ts';
import type { reportHealth } from '../../../shared/health/health.ts';
import type { analysisBody } from '../../../shared/http/analysis-body.ts';
import type { caseBody, draftBody, editedBody, previewBody, storedBody } from '../../../shared/http/replies.ts';

/** What a value looks like once it has been JSON. */
type Body<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>;

export type CaseBody = Body<typeof caseBody>;
export type DraftBody = Body<typeof draftBody>;
export type PreviewBody = Body<typeof previewBody>;
export type StoredBody = Body<typeof storedBody>;
export type EditedBody = Pick<Body<typeof editedBody>, 'message' | 'session_id' | 'version' | 'can_undo' | 'can_redo'>;
export type AnalysisBody = Body<typeof analysisBody>;
export type HealthBody = Body<typeof reportHealth>;
export type ExportsBody = Body<typeof availableExports>;
export type { Audit, ListsPatch, ModelState, Operation };

/** One line of GET /cases. */
export type CaseLine = {
  readonly case_id: number;
  readonly title: string;
  readonly description: string;
  readonly primary_diagnosis: string;
  readonly chief_complaint: string | null;
  readonly created_at: string;
  readonly version: number;
  readonly retired: boolean;
};
/** One line of GET /practice. */
export type PracticeLine = Pick<CaseLine, 'case_id' | 'version' | 'title' | 'chief_complaint'>;
/** GET /session/{session_id}/history, as far as it is shown. */
export type HistoryBody = {
  readonly revisions: readonly ReturnType<typeof import('../../../shared/cases/draft-problems.ts').revisionOnWire>[];
};
/** POST /cases/import, as a draft. */
export type ImportedBody = CaseBody &
  Pick<PreviewBody, 'session_id' | 'editing'> & {
    readonly version: number | null;
    readonly moved: readonly MovedRatio[];
    readonly notes: readonly string[];
  };
export type VersionsBody = ReturnType<typeof import('../../../shared/http/version-replies.ts').versionsBody>;
export type DiffBody = {
  readonly from: number;
  readonly to: number;
  readonly sentences: readonly string[];
};
