import type { CaseRecord } from '../cases/case.ts';
import { rowOf } from '../cases/derive.ts';
import { priorsOf } from '../cases/framework.ts';
import { countedOnce, samePairs } from '../reasoning/dependence.ts';
import { expectedInformation } from '../reasoning/information.ts';
import type { Audit, Repair } from './audit.ts';
import { nameField, type PlacedFinding, placed } from './pointers.ts';

type Pair = readonly [PlacedFinding, PlacedFinding];

/** Multiplied as if independent, findings that measure the same count one fact twice. The rule is that of the analysis. */
export const sameMeasure: Audit = (record) => {
  const places = placed(record.findings);
  const measured = record.findings.map(({ id, finding, category }) => ({
    wording: finding,
    category,
    likelihoods: rowOf(record, id),
  }));
  const found = samePairs(measured);
  const pairs = found.flatMap(({ first, second }): Pair[] => {
    const [one, other] = [places[first], places[second]];
    return one && other ? [[one, other]] : [];
  });
  if (pairs.length === 0) return [];
  const list = pairs.map(([a, b]) => `“${a.finding.finding}” and “${b.finding.finding}”`).join('; ');
  return [
    {
      id: 'same-measure',
      severity: 'warning',
      sentence: `These measure the same and count one fact twice: ${list}. Keep one of each pair.`,
      fields: [...new Set(pairs.flat().map(nameField))],
      repair: keepOne(record, found),
    },
  ];
};

/** Of each group the finding that is expected to tell most stays. */
function keepOne(record: CaseRecord, pairs: Parameters<typeof countedOnce>[0]): Repair {
  const priors = priorsOf(record.framework);
  const worth = record.findings.map(({ id }) => expectedInformation(priors, rowOf(record, id)));
  const left = [...countedOnce(pairs, worth)].flatMap((i) => record.findings[i] ?? []);
  return {
    label: `Remove ${left.map(({ finding }) => `“${finding}”`).join(', ')}`,
    operations: left.map(({ id }) => ({ op: 'remove-finding', finding_id: id })),
  };
}
