import type { Citation, Provenance } from '../../../../../shared/cases/provenance.ts';
import { percent, ratio } from '../../../ui/numbers.ts';

/** Where a number comes from, in lines that a clinician reads. */
export function provenanceLines(provenance: Provenance, citations: readonly Citation[]): string[] {
  switch (provenance.source) {
    case 'published':
      return publishedLines(provenance, citations);
    case 'library_estimate':
      return [
        provenance.basis === 'derived'
          ? 'Estimate of the library, moved so that the published figures of this finding hold'
          : 'Estimate of the library',
      ];
    case 'model_estimate':
      return [`Estimate of ${provenance.model}`];
    case 'not_estimated':
      return ['Nobody has given a number yet; it moves nothing'];
    case 'author':
      return [
        `Set by ${provenance.who} on ${new Date(provenance.at).toLocaleString()}; before: ${percent(provenance.replaced.probability)}`,
        ...provenanceLines(provenance.replaced.provenance, citations).map((line) => `Before: ${line}`),
      ];
  }
}

type Published = Extract<Provenance, { source: 'published' }>;

function publishedLines(
  { printed, population, target, referenceStandard, citations: ids, note, residual }: Published,
  known: readonly Citation[],
): string[] {
  const interval = (ci: readonly [number, number] | null): string => (ci ? ` (95 % CI ${ratio(ci[0])} to ${ratio(ci[1])})` : '');
  const figures = [
    printed.lrPositive !== null && `LR+ ${ratio(printed.lrPositive)}${interval(printed.lrPositiveCi)}`,
    printed.lrNegative !== null && `LR− ${ratio(printed.lrNegative)}${interval(printed.lrNegativeCi)}`,
    printed.sensitivity !== null && `sensitivity ${percent(printed.sensitivity)}`,
    printed.specificity !== null && `specificity ${percent(printed.specificity)}`,
  ].filter((figure) => figure !== false);
  return [
    `Published for ${target}: ${figures.join(', ')}`,
    ...(population ? [`Population: ${population}`] : []),
    ...(referenceStandard ? [`Reference standard: ${referenceStandard}`] : []),
    ...ids
      .map((id) => known.find((citation) => citation.id === id))
      .flatMap((citation) => (citation ? [citationLine(citation)] : [])),
    ...(Math.abs(residual) > 0.05 ? [`Other figures of this finding pull it by a factor of ${ratio(Math.exp(residual))}`] : []),
    ...(note ? [note] : []),
  ];
}

const citationLine = ({ text, pmid, doi }: Citation): string => `${text}${pmid ? ` PMID ${pmid}` : doi ? ` doi:${doi}` : ''}`;
