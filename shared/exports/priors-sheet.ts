import type { CaseRecord } from '../cases/case.ts';
import { bucketsOf, priorsOf, tierLevels } from '../cases/framework.ts';
import type { Citation, PriorProvenance } from '../cases/provenance.ts';
import { bucketPrior } from '../reasoning/bayes.ts';
import { heading, numeral, type SheetModel, text } from './excel-cells.ts';
import { cellText } from './plain-text.ts';
import { thousandths } from './prior-probabilities.ts';

const headings = ['Tier', 'Bucket', 'Part of', 'Description', 'Prior', 'Prior, 3 decimals', 'Source', 'Basis'];

/** The priors of all tiers, exact and as the simulator's form takes them, with the sources of those that are stored. */
export function priorsSheet({ framework, citations }: CaseRecord): SheetModel {
  const papers = new Map(citations.map((citation) => [citation.id, citation]));
  const named = new Map([...framework.tier1, ...framework.tier2].map(({ id, name }) => [id, name]));
  const leaves = new Map(framework.leaves.map((leaf) => [leaf.id, leaf]));
  const rows = tierLevels.flatMap((tier) => {
    const buckets = bucketsOf(framework, tier);
    const priors = buckets.map(({ members }) => bucketPrior(priorsOf(framework), members));
    const rounded = thousandths(priors);
    return buckets.map(({ id, name, parentId, description }, i) => {
      const provenance = tier === 3 ? leaves.get(id)?.provenance : undefined;
      return [
        numeral(tier, '0'),
        text(cellText(name)),
        text(cellText(named.get(parentId ?? '') ?? '')),
        text(cellText(description)),
        numeral(priors[i] ?? 0, '0.0000'),
        numeral((rounded[i] ?? 0) / 1000, '0.000'),
        text(provenance?.source ?? 'sum of its tier-3 buckets'),
        text(cellText(provenance ? basisOf(provenance, papers) : '')),
      ];
    });
  });
  const widths = [6, 36, 30, 50, 10, 10, 24, 80];
  return {
    sheet: 'Priors',
    rows: [headings.map(heading), ...rows],
    stickyRowsCount: 1,
    columns: widths.map((width) => ({ width })),
  };
}

function basisOf(provenance: PriorProvenance, papers: ReadonlyMap<string, Citation>): string {
  switch (provenance.source) {
    case 'published':
      return provenance.citations.map((id) => cited(papers.get(id)) ?? id).join('; ');
    case 'library_estimate':
      return provenance.reason;
    case 'model_estimate':
      return provenance.model;
    case 'author':
      return `${provenance.who}, ${provenance.at}`;
  }
}

const cited = (paper: Citation | undefined): string | undefined =>
  paper && [paper.text, paper.pmid && `PMID ${paper.pmid}`, paper.doi && `doi ${paper.doi}`].filter((part) => part).join(', ');
