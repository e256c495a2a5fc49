import { SegmentedControl } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { Section } from '../../ui/Section.tsx';
import { BeliefBars } from './BeliefBars.tsx';
import styles from './beliefs.module.css';
import { OneAnswer } from './ChartSheet.tsx';
import { barsOf, type Run, withTier } from './run.ts';
import type { Door } from './types.ts';

type Props = {
  readonly door: Door;
  readonly run: Run;
  readonly onChange: (next: (before: Run) => Run) => void;
  /** Of the newest answer, which takes the focus when it comes. */
  readonly latest: Ref<HTMLDivElement>;
  readonly children: ReactNode;
};

const tierNames: Readonly<Record<number, string>> = { 1: 'Broad', 2: 'Specific' };

/** What the learner makes of it so far. */
export function BeliefPanel({ door, run, onChange, latest, children }: Props) {
  const { answers, tier, now } = run;
  const last = answers.at(-1);
  const buckets = door.tiers.find(({ tier_level }) => tier_level === tier)?.buckets ?? [];
  return (
    <Section title="How likely is each?" hint={hintFor(answers.length, tier !== null, now !== null)}>
      <div ref={latest} tabIndex={-1} className={styles.latest} hidden={!last}>
        {last && <OneAnswer answer={last} />}
      </div>
      {answers.length === 0 && door.tiers.length > 0 && (
        <SegmentedControl
          aria-label="Groups of diagnoses"
          color="petrol"
          size="xs"
          value={`${tier ?? 'none'}`}
          onChange={(value) => onChange((before) => withTier(before, value === 'none' ? null : value === '2' ? 2 : 1))}
          data={[
            ...door.tiers.map(({ tier_level, buckets: some }) => ({
              value: `${tier_level}`,
              label: `${tierNames[tier_level]} (${some.length})`,
            })),
            { value: 'none', label: 'No bars' },
          ]}
        />
      )}
      {tier !== null && (
        <BeliefBars
          key={tier}
          buckets={buckets}
          shares={barsOf(run, buckets.length)}
          isStated={now !== null}
          before={run.stated.at(-1) ?? undefined}
          onMove={(shares) => onChange((before) => ({ ...before, now: shares }))}
        />
      )}
      {children}
    </Section>
  );
}

function hintFor(answers: number, hasBars: boolean, isStated: boolean): string {
  if (!hasBars) return 'You practise without bars; there will be no scores.';
  if (answers === 0) return 'Before you ask: move the bars to what you believe now. Leave them alone to skip this.';
  return isStated
    ? 'Does that change your mind? Move the bars; leave them as they are if not.'
    : 'Move a bar when you have a first idea.';
}
