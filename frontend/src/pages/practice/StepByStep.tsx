import type { Distance } from '../../../../shared/reasoning/practice-score.ts';
import { bits } from '../../ui/numbers.ts';
import { Section } from '../../ui/Section.tsx';
import styles from './Result.module.css';
import type { Revealed } from './types.ts';

type Props = { readonly revealed: Revealed; readonly distances: readonly (Distance | null)[] };

/** Less than this is the same to anybody who asks. */
const noticeable = 0.02;

/** Every question once more: what it was expected to tell, and whether another would have told more. */
export function StepByStep({ revealed: { path, start }, distances }: Props) {
  if (path.length === 0) return null;
  return (
    <Section
      title="Step by step"
      hint="Judged before each answer: what a question could be expected to tell of what was still in doubt. Cost, risk and delay are not in it."
    >
      <ol className={styles.plain}>
        {path.map((step, i) => {
          const best = i === 0 ? start.best_next : path[i - 1]?.best_next;
          const isBetter =
            best && best.finding_id !== step.finding_id && best.expected_information > step.expected_information + noticeable;
          const distance = distances[i + 1];
          return (
            <li key={step.finding_id}>
              {step.ask}
              <span className={styles.said}>
                {step.finding}: {step.present === null ? 'not stated' : step.present ? 'present' : 'absent'} · expected to tell{' '}
                {bits(step.expected_information)}
                {distance && <> · your bars then {Math.round(distance.misplaced * 100)} points off</>}
              </span>
              {isBetter && (
                <span className={styles.better}>
                  More could be expected of “{best.ask}”: {bits(best.expected_information)}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
