import { rowOf } from '../cases/derive.ts';
import { priorsOf } from '../cases/framework.ts';
import { posterior } from '../reasoning/bayes.ts';
import type { Audit } from './audit.ts';

const certain = 0.95;

/** A case that is settled by talking alone leaves nothing for examination and tests. */
export const certainAfterHistory: Audit = (record) => {
  const history = record.findings.flatMap(({ id, category, present }) =>
    category !== 'history' || present === null ? [] : [{ likelihoods: rowOf(record, id), present }],
  );
  const after = posterior(priorsOf(record.framework), history);
  const highest = Math.max(...after);
  if (!(highest > certain)) return [];
  const leader = record.framework.leaves[after.indexOf(highest)]?.name;
  return [
    {
      id: 'certain-after-history',
      severity: 'warning',
      sentence: `After the history alone “${leader}” stands at ${(100 * highest).toFixed(1)} %; examination and tests have nothing left to decide.`,
      fields: ['/case_details/history_questions'],
    },
  ];
};
