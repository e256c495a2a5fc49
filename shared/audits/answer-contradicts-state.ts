import { answerOf } from '../cases/finding.ts';
import { stateByAnswer } from './answer-state.ts';
import type { Audit } from './audit.ts';
import { answerField, placed } from './pointers.ts';
import { setState } from './set-state.ts';

const shown = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}…` : text);

/** The answer must entail the state: what is present is affirmed by it, what is absent denied. */
export const answerContradictsState: Audit = ({ findings }) =>
  placed(findings).flatMap((place) => {
    const { finding } = place;
    const stated = finding.present === null ? undefined : stateByAnswer(finding);
    if (stated === undefined || stated === finding.present) return [];
    const [state, opposite] = finding.present ? ['present', 'absent'] : ['absent', 'present'];
    return [
      {
        id: 'answer-contradicts-state',
        severity: 'blocking' as const,
        sentence: `“${finding.finding}” is ${state} in this case, yet “${shown(answerOf(finding))}” says that it is ${opposite}; change the answer or the state.`,
        fields: [answerField(place)],
        repair: setState(finding, stated),
      },
    ];
  });
