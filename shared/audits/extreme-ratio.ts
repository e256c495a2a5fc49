import type { CaseRecord, LikelihoodCell } from '../cases/case.ts';
import { cellsOf } from '../cases/derive.ts';
import { priorsOf } from '../cases/framework.ts';
import { likelihoodRatios } from '../reasoning/bayes.ts';
import type { Audit } from './audit.ts';
import { ratioField } from './pointers.ts';

const highest = 50;
const lowest = 0.02;

/** Estimates whose LR in force nearly decides the case by itself. A published figure may be that strong: it has its source. */
export const extremeRatio: Audit = (record) => {
  const extreme = record.findings.flatMap(({ id, finding, present }) =>
    present === null ? [] : extremesOf(record, id, present).map((text) => ({ id, text: `“${finding}” ${text}` })),
  );
  if (extreme.length === 0) return [];
  return [
    {
      id: 'extreme-ratio',
      severity: 'warning',
      sentence: `An estimated likelihood ratio above ${highest} or below ${lowest} all but decides the case; look again at ${extreme.map(({ text }) => text).join('; ')}.`,
      fields: [...new Set(extreme.map(({ id }) => ratioField(id)))],
    },
  ];
};

const isEstimate = ({ provenance }: LikelihoodCell): boolean => provenance.source !== 'published';

function extremesOf(record: CaseRecord, findingId: string, present: boolean): string[] {
  const priors = priorsOf(record.framework);
  const cells = cellsOf(record, findingId);
  const row = cells.map(({ probability }) => probability);
  return cells.flatMap((cell, leaf) => {
    if (!isEstimate(cell)) return [];
    const { positive, negative } = likelihoodRatios(priors, row, [leaf]);
    const ratio = present ? positive : negative;
    if (!(ratio > highest || ratio < lowest)) return [];
    return [`for ${record.framework.leaves[leaf]?.name} (LR ${ratio.toPrecision(2)})`];
  });
}
