import { auditCase } from '../audits/audit-case.ts';
import type { CaseRecord } from '../cases/case.ts';
import type { Origin } from '../cases/draft.ts';
import { editCase } from '../cases/edit-case.ts';
import { applyLists } from '../cases/edits/apply-lists.ts';
import { type MovedRatio, movedIn } from '../cases/edits/edit-ratios.ts';
import { finalizeCase } from '../cases/finalize-case.ts';
import { foundCase, foundDraft } from '../cases/found.ts';
import { keepAsDraft } from '../cases/keep-as-draft.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { recordFromFile } from '../imports/case-file.ts';
import type { MatrixOrder } from '../imports/import-schemas.ts';
import { type PlacedRatio, readLrMatrix } from '../imports/lr-matrix-csv.ts';
import { recordFromFiles } from '../imports/seed-files.ts';
import { json, type Reply } from './endpoint.ts';
import type { ImportOrder } from './import-request.ts';
import { caseBody, storedBody } from './replies.ts';

type Imported = {
  readonly record: CaseRecord;
  readonly moved: readonly MovedRatio[];
  readonly notes: readonly string[];
  readonly origin: Origin | null;
};

/** Brings a case in, as a draft or as a saved case. What cannot be read is refused before anything is written. */
export async function importReply(order: ImportOrder, deps: Deps, user: string): Promise<Reply> {
  const { source } = order;
  const by = { who: user, at: deps.now().toISOString() };
  if (source.kind === 'matrix' && typeof source.matrix.session_id === 'string')
    return ontoDraft(source.matrix, source.matrix.session_id, order, deps, user);
  return keep(await recordOf(order, deps, by), order, deps, user);
}

async function recordOf({ source }: ImportOrder, deps: Deps, by: { who: string; at: string }): Promise<Imported> {
  switch (source.kind) {
    case 'file':
      return { ...recordFromFile(source.file, by, { names: [], abbreviations: [] }), origin: null };
    case 'files': {
      const aliases = await deps.aliasesOf(source.files.case_details_json.primary_diagnosis);
      return { ...recordFromFiles(source.files, by, aliases), origin: null };
    }
    case 'matrix': {
      const { case_id, lr_matrix_csv, tier_level } = source.matrix;
      const { caseId, version, record } = await foundCase(deps.cases, case_id ?? 0);
      const ratios = readLrMatrix(lr_matrix_csv, record, tier_level);
      const { record: edited, edits } = placing(ratios, () => applyLists(record, listsOf(ratios), undefined, by));
      return { record: edited, moved: movedIn(edited, edits), notes: [], origin: { caseId, version } };
    }
  }
}

async function keep({ record, moved, notes, origin }: Imported, order: ImportOrder, deps: Deps, user: string): Promise<Reply> {
  if (order.as === 'case') {
    const stored = await finalizeCase(
      {
        sessionId: null,
        lists: {},
        payload: null,
        origin,
        overrideReason: order.override_reason ?? undefined,
        saveAs: undefined,
        payloadVersion: 1,
        ifMatch: undefined,
        by: user,
      },
      { ...deps, audit: auditCase, recordOf: async () => record },
    );
    return json({ ...storedBody(stored), moved, notes });
  }
  const { session, editingDisabled } = await keepAsDraft({ record, origin, by: user, said: saidOf(order) }, deps);
  const body = {
    session_id: session?.id ?? null,
    version: session?.version ?? null,
    editing: editingDisabled === undefined ? { enabled: true } : { enabled: false, reason: editingDisabled },
    ...caseBody(record),
    moved,
    notes,
  };
  return json(body, { headers: session ? { etag: `"${session.version}"` } : {} });
}

const saidOf = ({ source }: ImportOrder): string =>
  ({ file: 'Imported from a case file', files: 'Imported from the older system’s files', matrix: 'LR matrix imported' })[
    source.kind
  ];

/** A matrix for a draft is an edit of it, with everything that edits have: merging, history, undo. */
async function ontoDraft(
  { lr_matrix_csv, tier_level }: MatrixOrder,
  sessionId: string,
  { as }: ImportOrder,
  deps: Deps,
  user: string,
): Promise<Reply> {
  if (as === 'case') {
    const message = 'a matrix for a draft changes the draft; make it final with POST /finalize-case';
    throw new AppError('invalid-request', `as: ${message}.`, { errors: [{ path: 'as', message }] });
  }
  const { record, version } = await foundDraft(deps.sessions, sessionId);
  const ratios = readLrMatrix(lr_matrix_csv, record, tier_level);
  const edit = {
    sessionId,
    lists: listsOf(ratios),
    operations: [],
    ifMatch: undefined,
    baseVersion: version,
    editId: undefined,
    by: user,
  };
  const { draft, moved } = await editCase(edit, deps).catch((error: unknown) => placing(ratios, () => raise(error)));
  const body = {
    session_id: sessionId,
    version: draft.version,
    editing: { enabled: true },
    ...caseBody(draft.record),
    moved,
    notes: [],
  };
  return json(body, { headers: { etag: `"${draft.version}"` } });
}

/** No rows are no edit: an empty list would empty the case. */
const listsOf = (ratios: readonly PlacedRatio[]) =>
  ratios.length === 0 ? {} : { feature_likelihood_ratios: ratios.map(({ patch }) => patch) };

const raise = (error: unknown): never => {
  throw error;
};

/** What an edit refuses is named by its place in the file. */
function placing<T>(ratios: readonly PlacedRatio[], edit: () => T): T {
  try {
    return edit();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const errors = error.errors.map(({ path, message }) => {
      const index = /^feature_likelihood_ratios\.(\d+)/.exec(path)?.[1];
      return { path: ratios[Number(index)]?.place ?? path, message };
    });
    const detail = errors.length > 0 ? errors.map(({ path, message }) => `${path}: ${message}`).join('; ') : error.message;
    throw new AppError(error.kind, detail, { errors, extensions: error.extensions, cause: error });
  }
}
