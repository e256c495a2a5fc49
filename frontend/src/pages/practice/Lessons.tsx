import { bits, ratio } from '../../ui/numbers.ts';
import { Section } from '../../ui/Section.tsx';
import practice from './practice.module.css';
import styles from './Result.module.css';
import type { Revealed } from './types.ts';

export function Missed({ revealed: { missed } }: { readonly revealed: Revealed }) {
  return (
    <Section title="Key findings missed" hint="Not asked for, and at least doubling or halving the odds of the diagnosis.">
      {missed.length === 0 ? (
        <p className={practice.quiet}>None: you asked for everything that weighs.</p>
      ) : (
        <ul className={styles.plain}>
          {missed.map(({ finding_id, ask, answer, finding, present, likelihood_ratio, weight_of_evidence }) => (
            <li key={finding_id}>
              <strong>
                {finding}, {present ? 'present' : 'absent'}
              </strong>{' '}
              <span className={styles.weight}>
                {weight_of_evidence > 0 ? 'for' : 'against'}, LR {ratio(likelihood_ratio)}
              </span>
              <span className={styles.said}>
                {ask} — {answer}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Shown at least so far, so that whoever asked little sees what asking could have told. */
const fewest = 5;

export function BestOrder({ revealed: { best_order }, asked }: { readonly revealed: Revealed; readonly asked: number }) {
  const shown = best_order.slice(0, Math.max(fewest, Math.min(asked, 10)));
  return (
    <Section
      title="A good order to ask"
      hint="At every step the question that is expected to tell most. By information alone: cost, risk and delay are yours to weigh."
    >
      <ol className={styles.plain}>
        {shown.map(({ finding_id, ask, finding, expected_information }) => (
          <li key={finding_id}>
            {ask} <span className={styles.weight}>{bits(expected_information)}</span>
            <span className={styles.said}>{finding}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
