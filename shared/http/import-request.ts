import type { HttpRequest } from '@azure/functions';
import * as z from 'zod';
import { requireReadable } from '../cases/readable.ts';
import { MatrixOrder, SeedFiles } from '../imports/import-schemas.ts';
import { How, ImportQuery } from './import-schemas.ts';
import { parseAs, parseJson, readText } from './read-body.ts';

export type ImportOrder = z.infer<typeof How> & { readonly source: ImportSource };
export type ImportSource =
  | { readonly kind: 'file'; readonly file: unknown }
  | { readonly kind: 'files'; readonly files: SeedFiles }
  | { readonly kind: 'matrix'; readonly matrix: MatrixOrder };

/** What is to be imported, told apart by what it holds, so that each is refused in its own words. */
export async function readImport(request: HttpRequest): Promise<ImportOrder> {
  const query = parseAs(ImportQuery, Object.fromEntries(request.query));
  const { as, override_reason } = query;
  const text = await readText(request);
  if (request.headers.get('content-type')?.includes('text/csv')) {
    const tier_level = query.tier_level === undefined ? undefined : Number(query.tier_level);
    return { as, override_reason, source: matrixOf({ ...query, tier_level, lr_matrix_csv: text }) };
  }
  const {
    as: how,
    override_reason: reason,
    ...body
  } = parseAs(z.record(z.string(), z.unknown(), 'send a JSON object'), parseJson(text));
  requireReadable(body);
  const asked = parseAs(How, { as: how ?? as, override_reason: reason ?? override_reason });
  return { ...asked, source: sourceOf(body) };
}

function sourceOf(body: Record<string, unknown>): ImportSource {
  if ('lr_matrix_csv' in body) return matrixOf(body);
  if ('case_details_json' in body) return { kind: 'files', files: parseAs(SeedFiles, body) };
  return { kind: 'file', file: body };
}

const Targeted = MatrixOrder.check(({ value, issues }) => {
  if ((typeof value.session_id === 'string') !== (typeof value.case_id === 'number')) return;
  const message = 'say which case the matrix is for: send exactly one of session_id and case_id';
  for (const field of ['session_id', 'case_id']) issues.push({ code: 'custom', path: [field], message, input: value });
});
const matrixOf = (order: unknown): ImportSource => ({ kind: 'matrix', matrix: parseAs(Targeted, order) });
