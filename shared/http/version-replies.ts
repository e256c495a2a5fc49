import type { HttpRequest } from '@azure/functions';
import { noSuchCase } from '../cases/found.ts';
import type { CaseStore, CaseVersion } from '../cases/ports.ts';
import { askedForCaseId } from './asked-for.ts';
import { json, type Reply } from './endpoint.ts';

/** The versions of a case, oldest first; 404 where there is no such case. */
export function versionsBody(caseId: number, versions: readonly CaseVersion[]) {
  if (versions.length === 0) throw noSuchCase();
  return {
    case_id: caseId,
    versions: versions.map(({ version, createdAt, title, finalizedBy, parent, contentHash, override }) => ({
      version,
      created_at: createdAt,
      title,
      finalized_by: finalizedBy,
      parent: parent && { case_id: parent.caseId, version: parent.version },
      content_hash: contentHash,
      override,
    })),
  };
}

/** Hides a case from lists, or shows it again. Nothing is deleted: its number, exports and versions go on working. */
export async function retireReply(retired: boolean, request: HttpRequest, { cases }: { cases: CaseStore }): Promise<Reply> {
  const caseId = askedForCaseId(request);
  if (!(await cases.retire(caseId, retired))) throw noSuchCase();
  return json({ case_id: caseId, retired });
}
