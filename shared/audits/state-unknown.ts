import { stateByAnswer } from './answer-state.ts';
import type { Audit } from './audit.ts';
import { setState } from './set-state.ts';

export const stateUnknown: Audit = ({ findings }) =>
  findings
    .filter(({ present }) => present === null)
    .map((finding) => {
      const stated = stateByAnswer(finding);
      return {
        id: 'state-unknown',
        severity: 'warning',
        sentence: `Say whether “${finding.finding}” is present or absent in this patient; until then it takes no part in the numbers.`,
        fields: [`/case_details#${finding.id}`],
        ...(stated === undefined ? {} : { repair: setState(finding, stated) }),
      };
    });
