import type { CaseRecord } from '../../../../../shared/cases/case.ts';
import type { Provenance } from '../../../../../shared/cases/provenance.ts';
import { type Store, useStore } from '../../../model/store.ts';
import { percent, ratio } from '../../../ui/numbers.ts';
import type { Grid } from './grid.ts';
import styles from './LikelihoodsTab.module.css';
import type { Place } from './place.ts';
import { provenanceLines } from './provenance-lines.ts';

type Props = { readonly grid: Grid; readonly record: CaseRecord; readonly pointed: Store<Place | undefined> };

/** What is known of the cell under the cursor or the pointer: its numbers, and where each comes from. */
export function CellDetails({ grid, record, pointed }: Props) {
  const place = useStore(pointed);
  const row = place && grid.rows[place.row];
  const cell = place && row?.cells[place.column];
  const bucket = place && grid.buckets[place.column];
  if (!row || !cell || !bucket)
    return <div className={styles.details}>Choose a cell to see its numbers, its source, interval and population.</div>;
  const sources = bucket.members.flatMap((leaf) => {
    const { id = '', name = '' } = record.framework.leaves[leaf] ?? {};
    const provenance: Provenance | undefined = record.likelihoods[row.finding.id]?.[id]?.provenance;
    return provenance ? [{ id, name, lines: provenanceLines(provenance, record.citations) }] : [];
  });
  return (
    <section className={styles.details} aria-label="The chosen cell">
      <p>
        <strong>{row.finding.finding}</strong> in <strong>{bucket.name}</strong>: {percent(cell.probability)} have it · LR+{' '}
        {ratio(cell.positive)} · LR− {ratio(cell.negative)}
      </p>
      {sources.slice(0, 6).map(({ id, name, lines }) => (
        <div key={id}>
          {sources.length > 1 && <em>{name}</em>}
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
