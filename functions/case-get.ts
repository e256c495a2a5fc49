import { AppError } from '../shared/errors.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

/** Ids are PostgreSQL integers. */
const largestId = 2 ** 31 - 1;

export const caseGet = endpoint(
  async (request, { cases }) => {
    const given = request.params.case_id ?? '';
    const caseId = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
    const found = caseId >= 1 && caseId <= largestId ? await cases.find(caseId) : undefined;
    if (!found) throw new AppError('not-found', 'There is no case with this number.');
    const { storedBody } = await import('../shared/http/replies.ts');
    return json(storedBody(found));
  },
  { methods: ['GET'] },
);

register('case-get', { route: 'case/{case_id}', methods: ['GET'], handler: caseGet });
