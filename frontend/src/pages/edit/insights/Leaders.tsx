import type { AnalysisBody } from '../../../api/types.ts';
import { percent } from '../../../ui/numbers.ts';
import styles from './Insights.module.css';

const most = 5;

/** The likeliest leaves after all findings; the tick on each bar is where it started. */
export function Leaders({ analysis }: { readonly analysis: AnalysisBody }) {
  const leaves = analysis.tiers.find(({ tier_level }) => tier_level === 3)?.buckets ?? [];
  const ranked = leaves.toSorted((a, b) => b.posterior - a.posterior);
  const { difficulty } = analysis;
  return (
    <section className={styles.card} aria-label="Where the findings lead">
      <h2>Where the findings lead</h2>
      <ol className={styles.leaders}>
        {ranked.slice(0, most).map(({ bucket_id, name, prior, posterior }) => (
          <li key={bucket_id} className={bucket_id === analysis.primary_leaf_id ? styles.primary : undefined}>
            <span className={styles.name} title={name}>
              {name}
            </span>
            <span>
              {percent(prior)} → <strong>{percent(posterior)}</strong>
            </span>
            <span className={styles.bar} aria-hidden="true">
              <span style={{ width: `${posterior * 100}%` }} />
              <i style={{ left: `${prior * 100}%` }} />
            </span>
          </li>
        ))}
      </ol>
      <p>
        Difficulty {difficulty.score.toFixed(2)} of 1 · {difficulty.discriminating} of {analysis.findings.length} findings
        discriminate · findings are taken as independent given the diagnosis.
      </p>
    </section>
  );
}
