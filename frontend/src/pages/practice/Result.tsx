import { Button, Group } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { calibration, informationScore } from '../../../../shared/reasoning/practice-score.ts';
import { wholePercents } from '../../../../shared/reasoning/share-out.ts';
import { askJson } from '../../api/client.ts';
import { hrefOf } from '../../app/routes.ts';
import { BeliefMultiples } from '../../charts/BeliefMultiples.tsx';
import { percent } from '../../ui/numbers.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Section } from '../../ui/Section.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { DoorCard } from './DoorCard.tsx';
import { BestOrder, Missed } from './Lessons.tsx';
import practice from './practice.module.css';
import styles from './Result.module.css';
import type { Run } from './run.ts';
import { StepByStep } from './StepByStep.tsx';
import { brierWords, calibrationWords, counted, informationWords, logWords, type ScoreWords } from './score-words.ts';
import type { Door, Revealed } from './types.ts';

type Props = { readonly door: Door; readonly run: Run; readonly onAgain: () => void };

/** What it was, and how the learner got there. The reveal is asked for anew on every visit: it is never kept on the device. */
export function Result({ door, run, onAgain }: Props) {
  const [revealed, setRevealed] = useState<Revealed>();
  const [error, setError] = useState<unknown>();
  const load = useCallback(async () => {
    setError(undefined);
    const asked = run.answers.map(({ finding_id }) => finding_id).join(',');
    const query = new URLSearchParams({ reveal: '1', asked, tier_level: `${run.tier ?? 1}`, version: `${run.version}` });
    await askJson<Revealed>(`/case/${run.caseId}/practice?${query}`).then(setRevealed, setError);
  }, [run]);
  useEffect(() => void load(), [load]);
  return (
    <div className={practice.page}>
      <PageTitle name={door.title || 'Practice'} />
      {error !== undefined && <Trouble error={error} onRetry={() => void load()} />}
      {revealed ? <Shown door={door} run={run} revealed={revealed} /> : error === undefined && <Waiting what="Comparing" />}
      <Group>
        <Button variant="default" onClick={onAgain}>
          Practise it again
        </Button>
        <Button component="a" variant="subtle" href={hrefOf.practiceList}>
          Another case
        </Button>
      </Group>
    </div>
  );
}

function Shown({ door, run, revealed }: Pick<Props, 'door' | 'run'> & { readonly revealed: Revealed }) {
  const { buckets, path, start, primary_bucket_id, primary_leaf, primary_diagnosis, objectives } = revealed;
  const truth = buckets.findIndex(({ bucket_id }) => bucket_id === primary_bucket_id);
  const reference = [start.posterior, ...path.map(({ posterior }) => posterior)];
  // As the learner read them: the bars are moved in whole percents.
  const stated = reference.map((_, step) => (run.tier === null ? null : asShown(run.stated[step] ?? null)));
  const [mine, theirs] = [stated.at(-1) ?? null, reference.at(-1) ?? []];
  const distances = calibration(stated, reference);
  const information = informationScore(
    path.map(({ expected_information }) => expected_information),
    revealed.best_order.map(({ expected_information }) => expected_information),
  );
  const scores: ScoreWords[] = [
    ...(mine ? [brierWords(mine, theirs, truth), logWords(mine, theirs, truth), calibrationWords(distances)] : []),
    informationWords(information, path.length),
  ];
  const bucket = buckets[truth]?.name ?? '';
  return (
    <>
      <div className={styles.verdict}>
        <p className={styles.diagnosis}>{primary_diagnosis}</p>
        <p>
          {primary_leaf === primary_diagnosis ? '' : `In the differential: ${primary_leaf}. `}
          {verdict(bucket, mine?.[truth], theirs[truth] ?? 0, path.length)}
        </p>
      </div>
      <dl className={styles.scores}>
        {scores.map(({ name, value, meaning, against }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong>
              <span>{meaning}</span>
              <small>{against}</small>
            </dd>
          </div>
        ))}
      </dl>
      <Section
        title="The way there"
        hint="What the same answers support, taken as independent given the diagnosis, which they are not quite."
      >
        <BeliefMultiples
          steps={['At the door', ...path.map(({ ask }, i) => `${i + 1}. ${ask}`)]}
          summary={summaryOf(mine, theirs, buckets)}
          series={byInterest(theirs, truth).map((i) => ({
            id: buckets[i]?.bucket_id ?? '',
            name: buckets[i]?.name ?? '',
            isTruth: i === truth,
            reference: reference.map((belief) => belief[i] ?? 0),
            mine: reference.map((_, step) => stated[step]?.[i] ?? null),
          }))}
        />
      </Section>
      <StepByStep revealed={revealed} distances={distances} />
      <div className={styles.lessons}>
        <Missed revealed={revealed} />
        <BestOrder revealed={revealed} asked={path.length} />
      </div>
      {objectives.length > 0 && (
        <Section title="What this case teaches">
          <ul className={styles.plain}>
            {objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
        </Section>
      )}
      <DoorCard door={door} />
    </>
  );
}

const asShown = (belief: readonly number[] | null): number[] | null =>
  belief && wholePercents(belief).map((percents) => percents / 100);

function verdict(bucket: string, mine: number | undefined, theirs: number, answers: number): string {
  const support =
    answers === 0
      ? `at the door “${bucket}” stands at ${percent(theirs)}`
      : `your ${counted(answers, 'answer')} support ${percent(theirs)}`;
  return mine === undefined
    ? `You stated no belief in “${bucket}”; ${support}.`
    : `You gave “${bucket}” ${percent(mine)} at the end; ${support}.`;
}

/** The true bucket first, then by what the answers support. */
const byInterest = (reference: readonly number[], truth: number): number[] =>
  reference
    .map((_, i) => i)
    .sort((a, b) => Number(b === truth) - Number(a === truth) || (reference[b] ?? 0) - (reference[a] ?? 0));

function summaryOf(mine: readonly number[] | null, theirs: readonly number[], buckets: Revealed['buckets']): string {
  if (!mine) return 'You stated no belief; the dashed lines are what your answers support.';
  const gaps = mine.map((p, i) => p - (theirs[i] ?? 0));
  const [most, least] = [Math.max(...gaps), Math.min(...gaps)];
  if (most < 0.05) return 'You ended within five points of the reference everywhere.';
  const nameAt = (gap: number) => buckets[gaps.indexOf(gap)]?.name ?? '';
  return `At the end you gave “${nameAt(most)}” ${Math.round(most * 100)} points more than your answers support, and “${nameAt(least)}” ${Math.round(-least * 100)} fewer.`;
}
