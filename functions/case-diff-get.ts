import { foundCase } from '../shared/cases/found.ts';
import { askedForCaseId } from '../shared/http/asked-for.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

/** What changed from one version of a case to another, in sentences. */
export const caseDiffGet = endpoint(
  async (request, { cases }) => {
    const [{ DiffQuery }, { compareRecords }] = await Promise.all([
      import('../shared/http/edit-request.ts'),
      import('../shared/cases/compare/compare-records.ts'),
    ]);
    const caseId = askedForCaseId(request);
    const { from, to } = parseAs(DiffQuery, Object.fromEntries(request.query));
    const [before, after] = await Promise.all([foundCase(cases, caseId, from), foundCase(cases, caseId, to)]);
    const changes = compareRecords(before.record, after.record);
    return json({ case_id: caseId, from, to, sentences: changes.map(({ sentence }) => sentence), changes });
  },
  { methods: ['GET'] },
);

register('case-diff-get', { route: 'case/{case_id}/diff', methods: ['GET'], handler: caseDiffGet });
