import type { CaseStore, CaseSummary } from '../cases/ports.ts';
import { json, type Reply } from './endpoint.ts';

type Asked = { readonly q?: string | undefined; readonly limit: number; readonly cursor?: number | undefined };
type Kind = { readonly retired?: boolean; readonly complaints?: readonly string[] };

/** One page of saved cases, newest first, with a `Link` to the next one. `line` says what of each is told. */
export async function listCases(
  cases: CaseStore,
  route: string,
  { q, limit, cursor }: Asked,
  { retired = false, complaints }: Kind,
  line: (summary: CaseSummary) => object,
): Promise<Reply> {
  const query = q?.trim();
  const page = await cases.list({
    limit,
    retired,
    ...(query ? { query } : {}),
    ...(complaints ? { complaints } : {}),
    ...(cursor === undefined ? {} : { before: cursor }),
  });
  const last = page.length === limit ? page.at(-1) : undefined;
  const next = new URLSearchParams({
    ...(query ? { q: query } : {}),
    ...(retired ? { retired: 'true' } : {}),
    limit: `${limit}`,
    cursor: `${last?.caseId}`,
  });
  return json(page.map(line), { headers: last ? { link: `</${route}?${next}>; rel="next"` } : {} });
}
