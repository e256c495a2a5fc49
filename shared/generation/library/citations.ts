import type { CaseRecord } from '../../cases/case.ts';
import type { Citation } from '../../cases/provenance.ts';
import type { Library } from './library.ts';

/** The papers behind a case's priors and likelihoods. */
export function citationsOf(
  library: Library,
  { framework, likelihoods }: Pick<CaseRecord, 'framework' | 'likelihoods'>,
): Citation[] {
  const cells = Object.values(likelihoods).flatMap((row) => Object.values(row));
  const ids = new Set([
    ...framework.leaves.flatMap(({ provenance }) => (provenance.source === 'published' ? provenance.citations : [])),
    ...cells.flatMap(({ provenance }) => (provenance.source === 'published' ? provenance.citations : [])),
  ]);
  return [...ids].flatMap((id) => library.citations.get(id) ?? []);
}
