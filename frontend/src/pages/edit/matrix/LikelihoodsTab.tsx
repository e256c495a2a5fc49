import { Group, SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { TierLevel } from '../../../../../shared/cases/framework.ts';
import { createStore } from '../../../model/store.ts';
import { ratio } from '../../../ui/numbers.ts';
import { Section } from '../../../ui/Section.tsx';
import { TierSwitch } from '../../../ui/TierSwitch.tsx';
import { useDesk, useDraft, useEdit } from '../desk-context.tsx';
import { CellDetails } from './CellDetails.tsx';
import { Estimate } from './Estimate.tsx';
import { filledBuckets, gridOf } from './grid.ts';
import { ImportMatrix } from './ImportMatrix.tsx';
import styles from './LikelihoodsTab.module.css';
import { Matrix } from './Matrix.tsx';
import type { Place } from './place.ts';
import { operationFor, type Shown } from './typed.ts';

export default function LikelihoodsTab() {
  const desk = useDesk();
  const { record } = useDraft();
  const edit = useEdit();
  const [tier, setTier] = useState<TierLevel>(3);
  const [shown, setShown] = useState<Shown>('ratio');
  const grid = useMemo(() => gridOf(record, tier), [record, tier]);
  /** Outside of React's state: moving through the matrix must not draw it again. */
  const [pointed] = useState(() => createStore<Place | undefined>(undefined));

  const onType = useCallback(
    (place: Place, text: string): string | undefined => {
      const now = desk.store.get().record;
      const [finding, bucket] = [now.findings[place.row], filledBuckets(now, tier)[place.column]];
      if (!finding || !bucket) return undefined;
      const operation = operationFor(text, shown, { record: now, finding, bucket, tier });
      if (!operation) return 'Type a number: a percentage (35 %) or a likelihood ratio (LR 3.5).';
      const refusal = edit({ operations: [operation] });
      if (!refusal) return undefined;
      const range = refusal.feasible;
      return range && operation.op === 'set-ratio'
        ? `An LR of ${ratio(operation.likelihood_ratio)} cannot be for ${bucket.name} while the other diagnoses keep theirs: between ${ratio(range.lowest)} and ${ratio(range.highest)} can.`
        : `${text.trim()}: ${refusal.message}`;
    },
    [desk, edit, tier, shown],
  );

  return (
    <Section
      title="Likelihoods"
      hint="Move with the arrow keys; type a number and press Enter. “35 %” is how often patients with that diagnosis have the finding, “LR 3” how much it speaks for the diagnosis."
    >
      <Group gap="md">
        <TierSwitch tier={tier} onChange={setTier} />
        <SegmentedControl
          aria-label="What the cells show"
          color="petrol"
          size="xs"
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={[
            { value: 'ratio', label: 'LR in force' },
            { value: 'percent', label: 'P(finding | diagnosis)' },
          ]}
        />
        <Estimate />
        <ImportMatrix tier={tier} />
      </Group>
      <p className={styles.legend}>
        <span className={styles.for}>LR &gt; 1</span> speaks for, <span className={styles.against}>LR &lt; 1</span> against ·{' '}
        <span aria-hidden="true">◆</span> published · <span aria-hidden="true">✎</span> yours · <span aria-hidden="true">?</span>{' '}
        no number yet
      </p>
      <Matrix key={tier} grid={grid} shown={shown} onType={onType} pointed={pointed} />
      <CellDetails grid={grid} record={record} pointed={pointed} />
    </Section>
  );
}
