import type { AnalysisBody } from '../../api/types.ts';
import { percent } from '../../ui/numbers.ts';
import { Section } from '../../ui/Section.tsx';
import styles from './ReasoningDesk.module.css';
import { findingName } from './series-of.ts';

/** Findings that measure the same thing, and what the diagnosis would be worth with each pair counted once. */
export function SamePairs({ analysis }: { readonly analysis: AnalysisBody }) {
  const { same_measure_pairs: pairs, tiers } = analysis;
  const primary = tiers.find(({ tier_level }) => tier_level === 3)?.primary;
  return (
    <Section title="Counted twice" hint="Pairs of findings that say the same thing make the result look surer than it is.">
      {pairs.length === 0 ? (
        <p className={styles.note}>No two findings measure the same.</p>
      ) : (
        <ul className={styles.pairs}>
          {pairs.map(({ feature_ids: [first = '', second = ''], left_out, primary_posterior_counted_once }) => (
            <li key={`${first} ${second}`}>
              {findingName(analysis, first)} and {findingName(analysis, second)}: without “{findingName(analysis, left_out)}”{' '}
              {primary?.name} stands at <strong>{percent(primary_posterior_counted_once)}</strong> instead of{' '}
              {percent(primary?.posterior ?? 0)}.
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
