import { Group, NativeSelect, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { AnalysisBody } from '../../api/types.ts';
import { FaganNomogram } from '../../charts/FaganNomogram.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from './ReasoningDesk.module.css';
import { findingName, passageAtDoor, passageInCase, stateWord, type Tier, weightiestFor } from './series-of.ts';

type Props = { readonly analysis: AnalysisBody; readonly tier: Tier };

/** One finding and one bucket on the nomogram, as the first question or at its place in the case. */
export function OneFinding({ analysis, tier }: Props) {
  const weightiest = weightiestFor(tier);
  const [finding, setFinding] = useState(weightiest ?? '');
  const [bucket, setBucket] = useState(tier.primary.bucket_id);
  const [when, setWhen] = useState<'door' | 'case'>('door');
  const featureId = analysis.findings.some(({ feature_id }) => feature_id === finding) ? finding : (weightiest ?? '');
  const bucketId = tier.buckets.some(({ bucket_id }) => bucket_id === bucket) ? bucket : tier.primary.bucket_id;
  const passage = (when === 'door' ? passageAtDoor : passageInCase)(tier, featureId, bucketId);
  return (
    <Section title="One finding" hint="How far a single answer moves a single bucket.">
      <div className={styles.choices}>
        <NativeSelect
          label="Finding"
          size="xs"
          value={featureId}
          onChange={({ currentTarget }) => setFinding(currentTarget.value)}
          data={analysis.findings.map(({ feature_id, feature_name, present }) => ({
            value: feature_id,
            label: `${feature_name}: ${stateWord(present)}`,
          }))}
        />
        <NativeSelect
          label="Bucket"
          size="xs"
          value={bucketId}
          onChange={({ currentTarget }) => setBucket(currentTarget.value)}
          data={tier.buckets.map(({ bucket_id, name }) => ({ value: bucket_id, label: name }))}
        />
      </div>
      <Group>
        <SegmentedControl
          aria-label="When it is asked"
          color="petrol"
          size="xs"
          value={when}
          onChange={(value) => setWhen(value as typeof when)}
          data={[
            { value: 'door', label: 'Asked first' },
            { value: 'case', label: 'At its place in the case' },
          ]}
        />
      </Group>
      {passage ? (
        <FaganNomogram
          {...passage}
          finding={findingName(analysis, featureId)}
          bucket={tier.buckets.find(({ bucket_id }) => bucket_id === bucketId)?.name ?? ''}
        />
      ) : (
        <p>This bucket holds every diagnosis: no finding moves it.</p>
      )}
      {when === 'case' && (
        <p className={styles.note}>
          The LR here is read from the odds before and after: with several diagnoses it changes as the others gain and lose.
        </p>
      )}
    </Section>
  );
}
