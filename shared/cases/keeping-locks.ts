import type { CaseRecord } from './case.ts';
import { withLocked } from './fields.ts';
import type { Provenance } from './provenance.ts';

/** The papers that a number goes back to; an author's number remembers those of the one it replaced. */
const papersOf = (provenance: Provenance): readonly string[] =>
  provenance.source === 'published'
    ? provenance.citations
    : provenance.source === 'author'
      ? papersOf(provenance.replaced.provenance)
      : [];

function citedIn({ framework, likelihoods }: CaseRecord): ReadonlySet<string> {
  const cells = Object.values(likelihoods).flatMap((row) => Object.values(row));
  const priors = framework.leaves.flatMap(({ provenance }) => (provenance.source === 'published' ? provenance.citations : []));
  return new Set([...priors, ...cells.flatMap(({ provenance }) => papersOf(provenance))]);
}

/** `after` with the papers of both, less those that stood behind numbers which are gone. */
export function withCitations(before: CaseRecord, after: CaseRecord): CaseRecord {
  const [was, is] = [citedIn(before), citedIn(after)];
  const all = new Map([...before.citations, ...after.citations].map((citation) => [citation.id, citation]));
  return { ...after, citations: [...all.values()].filter(({ id }) => is.has(id) || !was.has(id)) };
}

/** What regeneration has written, with every locked field as it was, and the papers of the numbers that stand there now. */
export const keepingLocks = (before: CaseRecord, written: CaseRecord, locks: readonly string[]): CaseRecord =>
  withLocked(before, withCitations(before, withLocked(before, written, locks)), locks);
