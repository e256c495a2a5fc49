import type { CaseRecord, LikelihoodCell } from '../cases/case.ts';
import { cellsOf } from '../cases/derive.ts';
import type { Finding } from '../cases/finding.ts';
import { priorsOf } from '../cases/framework.ts';
import type { Provenance } from '../cases/provenance.ts';
import { likelihoodRatios } from '../reasoning/bayes.ts';
import { clampLikelihood } from '../reasoning/probability.ts';
import type { Audit, Problem } from './audit.ts';
import { backToThePaper } from './back-to-the-paper.ts';
import { placed, ratioField } from './pointers.ts';

type Published = Extract<Provenance, { source: 'published' }>;
type Interval = readonly [number, number] | null;

const slack = 2;
const isOff = (ratio: number, ci: Interval): boolean =>
  ci !== null && ci[0] < ci[1] && (ratio > slack * ci[1] || ratio < ci[0] / slack);

/** The published figure that a cell has, or had before an author typed over it. */
function figureOf(provenance: Provenance): Published | undefined {
  if (provenance.source === 'published') return provenance;
  return provenance.source === 'author' ? figureOf(provenance.replaced.provenance) : undefined;
}

/** What the model or the author holds of this cell, where that is not the paper's own number. */
const estimateOf = ({ probability, provenance }: LikelihoodCell): number | undefined =>
  provenance.source === 'author' ? probability : provenance.source === 'published' ? provenance.modelEstimate : undefined;

/** A number of a model or an author that is more than a factor 2 outside what a paper's interval allows. */
export const estimateOffPublished: Audit = (record) =>
  placed(record.findings).flatMap(({ finding }) => problemsOf(record, finding));

function problemsOf(record: CaseRecord, { id, finding, present }: Finding): Problem[] {
  const cells = cellsOf(record, id);
  const estimates = cells.map(estimateOf);
  if (estimates.every((estimate) => estimate === undefined)) return [];
  const { framework } = record;
  const priors = priorsOf(framework);
  // The model's own row: what it had put beside this cell, not what the figures made of it.
  const row = cells.map(({ probability }, leaf) => clampLikelihood(estimates[leaf] ?? probability));
  const seen = new Set<string>();
  return cells.flatMap(({ provenance }, leaf): Problem[] => {
    const figure = figureOf(provenance);
    if (!figure || estimates[leaf] === undefined) return [];
    const members = framework.leaves.flatMap(({ name }, i) => (i === leaf || figure.sharedBy?.includes(name) ? [i] : []));
    const key = `${figure.figures.join()} ${members.join()}`;
    if (members.length === priors.length || seen.has(key)) return [];
    seen.add(key);
    const { positive, negative } = likelihoodRatios(priors, row, members);
    const { lrPositiveCi, lrNegativeCi } = figure.printed;
    const off = isOff(positive, lrPositiveCi)
      ? { sign: '+', ratio: positive, ci: lrPositiveCi }
      : isOff(negative, lrNegativeCi)
        ? { sign: '−', ratio: negative, ci: lrNegativeCi }
        : undefined;
    if (!off) return [];
    const printed = present === null ? null : present ? figure.printed.lrPositive : figure.printed.lrNegative;
    const repair =
      provenance.source === 'author' && present !== null && printed !== null
        ? backToThePaper(
            record,
            { id, row, members, printed, present },
            (ratios) => !isOff(ratios.positive, lrPositiveCi) && !isOff(ratios.negative, lrNegativeCi),
          )
        : undefined;
    const who = provenance.source === 'author' ? 'The value typed' : 'The model’s estimate';
    return [
      {
        id: 'estimate-off-published',
        severity: 'warning',
        sentence: `${who} for “${finding}” in ${figure.target} (LR${off.sign} ${off.ratio.toPrecision(2)}) is more than a factor ${slack} outside the published interval ${off.ci?.join(' to ')}${provenance.source === 'author' ? '; give the reason or take the figure back' : '; the published figure is in force'}.`,
        fields: [ratioField(id)],
        ...(repair ? { repair } : {}),
      },
    ];
  });
}
