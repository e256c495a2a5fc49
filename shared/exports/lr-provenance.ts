import type { CaseRecord, LikelihoodCell } from '../cases/case.ts';
import { cellsOf, type DerivedRatio } from '../cases/derive.ts';
import type { Citation, Provenance } from '../cases/provenance.ts';
import { type Matrix, ratioText } from './lr-matrix.ts';
import { cellText } from './plain-text.ts';

export const provenanceHeader = [
  'Feature',
  'Bucket',
  'LR',
  'P(finding | bucket)',
  'Source',
  'Citation',
  'PMID',
  'DOI',
  'Interval',
  'Population',
  'Previous value',
  'Previous source',
  'Changed by',
  'Changed at',
  'Finding id',
  'Bucket id',
] as const;

/** One line for each cell of the matrix. An upper-tier number is a mean over leaves: its line names the sources of them all. */
export function provenanceRows(record: CaseRecord, { rows, columns }: Matrix): string[][] {
  const papers = new Map(record.citations.map((citation) => [citation.id, citation]));
  const leafName = (leaf: number): string => record.framework.leaves[leaf]?.name ?? '';
  return rows.flatMap(({ feature, cells }) =>
    cells.map((ratio, i) => {
      const { finding, bucket, inForce, probability } = ratio;
      const sources = leavesOf(record, ratio);
      const cited = citationsOf(sources, papers);
      /** What is said of one leaf names it where the bucket has several. */
      const perLeaf = (say: (provenance: Provenance) => string | null): string =>
        sources
          .flatMap(({ leaf, cell }) => {
            const said = say(cell.provenance);
            return said === null ? [] : [sources.length > 1 ? `${leafName(leaf)}: ${said}` : said];
          })
          .join('; ');
      return [
        feature,
        columns[i]?.heading ?? '',
        ratioText(inForce ?? Number.NaN),
        probability.toFixed(4),
        joined(sources.map(({ cell }) => sourceOf(cell.provenance))),
        joined(cited.map(({ text }) => text)),
        joined(cited.map(({ pmid }) => pmid)),
        joined(cited.map(({ doi }) => doi)),
        perLeaf((provenance) => intervalOf(provenance, finding.present === true)),
        joined(sources.map(({ cell }) => (cell.provenance.source === 'published' ? cell.provenance.population : null))),
        perLeaf((provenance) => (provenance.source === 'author' ? provenance.replaced.probability.toFixed(4) : null)),
        perLeaf((provenance) => (provenance.source === 'author' ? sourceOf(provenance.replaced.provenance) : null)),
        perLeaf((provenance) => (provenance.source === 'author' ? provenance.who : null)),
        perLeaf((provenance) => (provenance.source === 'author' ? provenance.at : null)),
        finding.id,
        bucket.id,
      ].map(cellText);
    }),
  );
}

type LeafSource = { readonly leaf: number; readonly cell: LikelihoodCell };

function leavesOf(record: CaseRecord, { finding, bucket }: DerivedRatio): LeafSource[] {
  const cells = cellsOf(record, finding.id);
  return bucket.members.flatMap((leaf) => (cells[leaf] ? [{ leaf, cell: cells[leaf] }] : []));
}

/** Papers behind a cell, each once, in the order of its leaves. */
function citationsOf(sources: readonly LeafSource[], papers: ReadonlyMap<string, Citation>): Citation[] {
  const ids = sources.flatMap(({ cell }) => (cell.provenance.source === 'published' ? cell.provenance.citations : []));
  return [...new Set(ids)].flatMap((id) => papers.get(id) ?? { id, text: id, pmid: null, doi: null });
}

function sourceOf(provenance: Provenance): string {
  switch (provenance.source) {
    case 'library_estimate':
      return `library_estimate (${provenance.basis})`;
    case 'model_estimate':
      return `model_estimate (${provenance.model})`;
    default:
      return provenance.source;
  }
}

/** The printed interval of the ratio in force: that of LR+ where the finding is present, of LR− where it is absent. */
function intervalOf(provenance: Provenance, present: boolean): string | null {
  if (provenance.source !== 'published') return null;
  const interval = present ? provenance.printed.lrPositiveCi : provenance.printed.lrNegativeCi;
  return interval && `${interval[0]} to ${interval[1]}`;
}

const joined = (texts: readonly (string | null)[]): string => [...new Set(texts.filter((text) => text))].join('; ');
