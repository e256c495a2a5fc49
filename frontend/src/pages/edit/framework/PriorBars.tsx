import { percent } from '../../../ui/numbers.ts';
import styles from './framework.module.css';
import type { Tree } from './tree.ts';

/** The three tiers as stacked bars above each other: a bucket stands over its children, and every bar is 100 %. */
export function PriorBars({ tree, primaryLeafId }: { readonly tree: Tree; readonly primaryLeafId: string }) {
  return (
    <figure className={styles.bars} aria-label="Prior probabilities of the three tiers; the list below has every number">
      {tree.tiers.map((nodes, i) => (
        <div key={i} className={styles.bar} aria-hidden="true">
          {nodes.map(({ id, name, prior }) => (
            <span
              key={id}
              style={{ width: `${prior * 100}%` }}
              title={`${name}: ${percent(prior)}`}
              data-primary={id === primaryLeafId || undefined}
            >
              <em>
                {name} <b>{percent(prior)}</b>
              </em>
            </span>
          ))}
        </div>
      ))}
    </figure>
  );
}
